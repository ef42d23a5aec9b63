package org.namjai.platform.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system's figures at one moment.
 *
 * @param at when they were read
 */
public record Board(Instant at, List<StateCount> states, List<Chain> chains) {

    /** Requests that stand in {@code state} now. */
    public record StateCount(String state, long count) {}

    /**
     * A programme with one participant: the money on its way, and the ledger behind it.
     *
     * @param committedSatang promised to people
     * @param disbursedSatang credited to people by the participant
     * @param spentSatang spent at merchants, less what was reversed
     * @param pages recorded on Corda
     * @param recorded state transitions on those pages
     * @param waiting state transitions in the books that are on no recorded page yet
     * @param lastAt when the last page was recorded; none before the first
     */
    public record Chain(
            String programme,
            String participantTh,
            String participantEn,
            long committedSatang,
            long disbursedSatang,
            long spentSatang,
            long pages,
            long recorded,
            long waiting,
            @Nullable Instant lastAt) {}
}
