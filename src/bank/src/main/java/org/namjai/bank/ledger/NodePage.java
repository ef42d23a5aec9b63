package org.namjai.bank.ledger;

/**
 * A page as the bank's own node holds it.
 *
 * @param number place in the chain; 0 is the empty page that opened it
 * @param firstTransition number of its first transition in the chain
 * @param count how many transitions it holds
 * @param root Merkle root over the encrypted transitions, hex
 * @param transactionId the Corda transaction that recorded it, hex
 * @param totals the chain's totals after it, in satang
 */
record NodePage(
        String programme,
        long number,
        long firstTransition,
        int count,
        String root,
        String transactionId,
        ChainTotals totals) {}
