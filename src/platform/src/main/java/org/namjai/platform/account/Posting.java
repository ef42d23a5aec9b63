package org.namjai.platform.account;

import java.util.List;
import java.util.function.Function;

/** What the books answered to orders posted together: all moved, or none. */
public sealed interface Posting {
    /** The transfers, in the order of the orders; the first ones again when the orders were repeated. */
    record Posted(List<Transfer> transfers) implements Posting {}

    /**
     * Nothing moved.
     *
     * @param key the order at fault
     */
    record Refused(Refusal refusal, String key) implements Posting {}

    /** Why the books refuse. */
    enum Refusal {
        /** The key was used before for another content, or twice in one call. */
        KEY_REUSED,
        KEY_TOO_LONG,
        /** The amount is zero or less. */
        AMOUNT_NOT_POSITIVE,
        /** A balance would pass the largest number of satang. */
        OVERFLOW,
        UNKNOWN_ACCOUNT,
        SAME_ACCOUNT,
        /** The accounts' kinds or programmes do not fit the transfer's kind, or the participant is missing. */
        ACCOUNTS_DO_NOT_FIT,
        INSUFFICIENT_BALANCE,
        /** More orders than {@link Books#MAX_ORDERS} in one call. */
        TOO_MANY
    }

    default <T> T fold(Function<Posted, T> posted, Function<Refused, T> refused) {
        return this instanceof Posted done ? posted.apply(done) : refused.apply((Refused) this);
    }

    /** For callers whose orders can only be refused by a fault of our own. */
    default List<Transfer> orThrow() {
        return fold(Posted::transfers, refused -> {
            throw new IllegalStateException("the books refused " + refused.key() + ": " + refused.refusal());
        });
    }
}
