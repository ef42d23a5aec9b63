package org.namjai.platform.ledger;

import org.namjai.corda.contracts.Totals;

/**
 * What a chain's transitions add up to, in satang, after a page.
 *
 * @param committed promised to people, or received by shops from settlement
 * @param disbursed credited by the participant
 * @param spent paid to merchants
 * @param reversed purchases taken back
 * @param returned handed back to the budget
 * @param settled paid out to merchants' banks
 */
public record PageTotals(long committed, long disbursed, long spent, long reversed, long returned, long settled) {

    static final PageTotals ZERO = new PageTotals(0, 0, 0, 0, 0, 0);

    static PageTotals of(Totals t) {
        return new PageTotals(
                t.getCommitted(), t.getDisbursed(), t.getSpent(), t.getReversed(), t.getReturned(), t.getSettled());
    }

    /**
     * These totals after one more transition; money in flight (disburse, cancel) and what was counted as
     * settled on a payer's chain and left the scheme (cashout) move none of them.
     */
    PageTotals plus(String kind, long satang) {
        return switch (kind) {
            case "commit" ->
                new PageTotals(Math.addExact(committed, satang), disbursed, spent, reversed, returned, settled);
            case "confirm" ->
                new PageTotals(committed, Math.addExact(disbursed, satang), spent, reversed, returned, settled);
            case "receive" ->
                new PageTotals(
                        Math.addExact(committed, satang),
                        Math.addExact(disbursed, satang),
                        spent,
                        reversed,
                        returned,
                        settled);
            case "purchase" ->
                new PageTotals(committed, disbursed, Math.addExact(spent, satang), reversed, returned, settled);
            case "reverse" ->
                new PageTotals(committed, disbursed, spent, Math.addExact(reversed, satang), returned, settled);
            case "release", "return" ->
                new PageTotals(committed, disbursed, spent, reversed, Math.addExact(returned, satang), settled);
            case "settle" ->
                new PageTotals(committed, disbursed, spent, reversed, returned, Math.addExact(settled, satang));
            case "disburse", "cancel", "cashout" -> this;
            default -> throw new IllegalArgumentException("the ledger does not know transfers of kind " + kind);
        };
    }
}
