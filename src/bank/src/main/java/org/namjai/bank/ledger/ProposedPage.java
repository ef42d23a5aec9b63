package org.namjai.bank.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page that the DGA wants this bank's signature for.
 *
 * @param number place in the chain, from 1
 * @param firstTransition number of its first transition
 * @param merkleRoot 32 bytes, over the encrypted transitions
 * @param totals the chain's totals after it
 * @param wrappedKey the page key, wrapped for this bank
 * @param encrypted the transitions in order
 */
record ProposedPage(
        String programme,
        String participant,
        long number,
        long firstTransition,
        byte[] merkleRoot,
        ChainTotals totals,
        byte[] wrappedKey,
        List<byte[]> encrypted) {

    byte[] contextInfo() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    byte[] associatedData(long transition) {
        return (text() + "/" + transition).getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        return programme + "/" + participant + "/" + number;
    }
}
