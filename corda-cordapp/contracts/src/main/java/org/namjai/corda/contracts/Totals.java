package org.namjai.corda.contracts;

import java.util.Objects;
import net.corda.core.serialization.CordaSerializable;

/**
 * The running totals of one chain (a programme at a participant) after a page, in satang.
 *
 * <p>The law of conservation, for every page:
 *
 * <ul>
 *   <li>what was paid out was granted before: {@code disbursed <= committed};
 *   <li>what was spent was paid out before: {@code spent - reversed <= disbursed};
 *   <li>what was spent or given back was granted before: {@code spent - reversed + returned <= committed}. Both what was
 *       never paid out and what was paid out and not spent is given back to the budget;
 *   <li>what was settled with merchants' banks was spent and not reversed: {@code settled <= spent - reversed}.
 * </ul>
 *
 * No total is ever negative, and none ever shrinks from one page to the next: a reversal does not lower {@code spent},
 * it raises {@code reversed}.
 */
@CordaSerializable
public final class Totals {
    public static final Totals ZERO = new Totals(0, 0, 0, 0, 0, 0);

    private final long committed;
    private final long disbursed;
    private final long spent;
    private final long reversed;
    private final long returned;
    private final long settled;

    public Totals(long committed, long disbursed, long spent, long reversed, long returned, long settled) {
        this.committed = committed;
        this.disbursed = disbursed;
        this.spent = spent;
        this.reversed = reversed;
        this.returned = returned;
        this.settled = settled;
    }

    /** Granted to persons, in satang. */
    public long getCommitted() {
        return committed;
    }

    /** Credited by the participant, in satang. */
    public long getDisbursed() {
        return disbursed;
    }

    /** Paid to merchants, reversed purchases included, in satang. */
    public long getSpent() {
        return spent;
    }

    /** Purchases taken back, in satang. */
    public long getReversed() {
        return reversed;
    }

    /** Money given back to the budget, never paid out or not spent, in satang. */
    public long getReturned() {
        return returned;
    }

    /** Settled with the merchants' banks, in satang. */
    public long getSettled() {
        return settled;
    }

    public boolean isNegative() {
        return committed < 0 || disbursed < 0 || spent < 0 || reversed < 0 || returned < 0 || settled < 0;
    }

    public boolean shrinksFrom(Totals before) {
        return committed < before.committed
                || disbursed < before.disbursed
                || spent < before.spent
                || reversed < before.reversed
                || returned < before.returned
                || settled < before.settled;
    }

    public Totals plus(Totals more) {
        return new Totals(
                Math.addExact(committed, more.committed),
                Math.addExact(disbursed, more.disbursed),
                Math.addExact(spent, more.spent),
                Math.addExact(reversed, more.reversed),
                Math.addExact(returned, more.returned),
                Math.addExact(settled, more.settled));
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Totals)) return false;
        Totals that = (Totals) other;
        return committed == that.committed
                && disbursed == that.disbursed
                && spent == that.spent
                && reversed == that.reversed
                && returned == that.returned
                && settled == that.settled;
    }

    @Override
    public int hashCode() {
        return Objects.hash(committed, disbursed, spent, reversed, returned, settled);
    }

    @Override
    public String toString() {
        return "Totals(committed=" + committed + ", disbursed=" + disbursed + ", spent=" + spent + ", reversed="
                + reversed + ", returned=" + returned + ", settled=" + settled + ")";
    }
}
