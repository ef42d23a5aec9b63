package org.namjai.platform.programme;

import java.time.Instant;

/**
 * Something that a person did to a programme.
 *
 * @param subject what it was done to: a definition's or a proposal's id, or a round
 */
public record ProgrammeAct(String act, String subject, String by, Instant at) {}
