package org.namjai.platform.registry;

import org.namjai.platform.shared.CitizenId;

/** A question about one person. */
public record Inquiry(CitizenId person, Question question) {}
