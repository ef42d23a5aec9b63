package org.namjai.platform.request;

import java.time.Instant;

/** A decision that an eligibility table made about a request, with its words for people. */
public record ExplainedDecision(Instant at, TableDecision decision, Explanation explanation) {}
