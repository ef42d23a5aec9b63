package org.namjai.corda.reader;

import org.jspecify.annotations.Nullable;

/**
 * A row that differs.
 *
 * @param page the page's number
 * @param transition the transition's number in the chain; none when it is the page as a whole
 * @param reason one plain sentence, with no personal data
 */
public record Difference(String programme, String participant, long page, @Nullable Long transition, String reason) {}
