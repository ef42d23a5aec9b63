package org.namjai.platform.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page as an auditor, an operator or its participant sees it.
 *
 * @param number place in the chain, from 1
 * @param firstTransition number of its first transition in the chain
 * @param transitions how many it holds
 * @param totals the chain's totals after it, in satang
 * @param root Merkle root over the encrypted transitions, hex
 * @param state {@code sealed}: cut, not yet known to be on the ledger; {@code recorded}
 * @param transactionId the Corda transaction that recorded it, hex
 */
public record PageView(
        String programme,
        String participant,
        long number,
        long firstTransition,
        int transitions,
        PageTotals totals,
        String root,
        String state,
        @Nullable String transactionId,
        @Nullable Instant recordedAt) {}
