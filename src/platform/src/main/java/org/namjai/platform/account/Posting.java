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
        /** Empty, or more than {@link TransferOrder#MAX_KEY_LENGTH} characters. */
        KEY_TOO_LONG,
        /** The key holds a control character. */
        KEY_NOT_PRINTABLE,
        /** The amount is zero or less. */
        AMOUNT_NOT_POSITIVE,
        /** A balance would pass the largest number of satang. */
        OVERFLOW,
        UNKNOWN_ACCOUNT,
        /** The accounts are kept in another currency. */
        WRONG_CURRENCY,
        SAME_ACCOUNT,
        /** The accounts' kinds or programmes do not fit the transfer's kind, or the participant is missing. */
        ACCOUNTS_DO_NOT_FIT,
        INSUFFICIENT_BALANCE,
        /** No transfer of the right kind between the right accounts has the key that the order names. */
        ORIGINAL_UNKNOWN,
        /** The pending transfer was confirmed or cancelled before. */
        ORIGINAL_RESOLVED,
        /** A confirmation or cancellation of another amount than the pending transfer's. */
        ORIGINAL_AMOUNT_DIFFERS,
        /** The reversals together would pass the transfer they reverse. */
        ORIGINAL_EXCEEDED,
        /** More orders in one call than it takes. */
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
