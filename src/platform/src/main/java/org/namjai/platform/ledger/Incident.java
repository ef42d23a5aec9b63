package org.namjai.platform.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a chain was stopped.
 *
 * @param kind {@code page-refused}, {@code page-differs} or {@code page-failed}
 * @param settledAt when an operator let the chain go on; none while it stands still
 * @param transition number of the transition at fault, if it is known
 */
public record Incident(
        String programme,
        String participant,
        long page,
        String kind,
        String reason,
        @Nullable Long transition,
        Instant raisedAt,
        @Nullable Instant settledAt) {}
