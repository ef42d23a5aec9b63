package org.namjai.bank.ledger;

/** What a chain's transitions add up to, in satang, after a page. */
record ChainTotals(long committed, long disbursed, long spent, long reversed, long returned, long settled) {

    static final ChainTotals ZERO = new ChainTotals(0, 0, 0, 0, 0, 0);

    /** These totals after one more transition; money in flight (disburse, cancel) moves none of them. */
    ChainTotals plus(String kind, long satang) {
        return switch (kind) {
            case "commit" ->
                new ChainTotals(Math.addExact(committed, satang), disbursed, spent, reversed, returned, settled);
            case "confirm" ->
                new ChainTotals(committed, Math.addExact(disbursed, satang), spent, reversed, returned, settled);
            case "purchase" ->
                new ChainTotals(committed, disbursed, Math.addExact(spent, satang), reversed, returned, settled);
            default -> this;
        };
    }
}
