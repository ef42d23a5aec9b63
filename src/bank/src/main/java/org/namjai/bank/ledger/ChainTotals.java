package org.namjai.bank.ledger;

import org.namjai.corda.contracts.Totals;

/** What a chain's transitions add up to, in satang, after a page. */
record ChainTotals(long committed, long disbursed, long spent, long reversed, long returned, long settled) {

    static final ChainTotals ZERO = new ChainTotals(0, 0, 0, 0, 0, 0);

    static ChainTotals of(Totals t) {
        return new ChainTotals(
                t.getCommitted(), t.getDisbursed(), t.getSpent(), t.getReversed(), t.getReturned(), t.getSettled());
    }

    /**
     * These totals after one more transition; money in flight (disburse, cancel) and what was counted as settled on a
     * payer's chain and left the scheme (cashout) move none of them.
     */
    ChainTotals plus(String kind, long satang) {
        return switch (kind) {
            case "commit" ->
                new ChainTotals(Math.addExact(committed, satang), disbursed, spent, reversed, returned, settled);
            case "confirm" ->
                new ChainTotals(committed, Math.addExact(disbursed, satang), spent, reversed, returned, settled);
            case "receive" ->
                new ChainTotals(
                        Math.addExact(committed, satang),
                        Math.addExact(disbursed, satang),
                        spent,
                        reversed,
                        returned,
                        settled);
            case "purchase" ->
                new ChainTotals(committed, disbursed, Math.addExact(spent, satang), reversed, returned, settled);
            case "reverse" ->
                new ChainTotals(committed, disbursed, spent, Math.addExact(reversed, satang), returned, settled);
            case "release", "return" ->
                new ChainTotals(committed, disbursed, spent, reversed, Math.addExact(returned, satang), settled);
            case "settle" ->
                new ChainTotals(committed, disbursed, spent, reversed, returned, Math.addExact(settled, satang));
            case "disburse", "cancel", "cashout" -> this;
            default -> throw new IllegalArgumentException("no totals for a transition of kind " + kind);
        };
    }
}
