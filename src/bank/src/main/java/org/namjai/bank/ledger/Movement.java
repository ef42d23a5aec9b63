package org.namjai.bank.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One transition of a page, as far as the bank can hold it against its own books.
 *
 * @param kind what happened
 * @param cause the id of the disbursement, of the payment that was made or reversed, of the settlement or of the return
 * @param payeeRef the pseudonym the bank learnt with the instruction; none for a settlement
 * @param merchant the merchant paid, paid back or settled with
 * @param amountSatang satang, more than zero
 */
public record Movement(Kind kind, UUID cause, @Nullable String payeeRef, @Nullable UUID merchant, long amountSatang) {

    /** The transitions that a bank has books about. */
    public enum Kind {
        /** The bank was instructed to pay out. */
        DISBURSE,
        /** The bank credited the pay-out. */
        CONFIRM,
        /** The bank refused the pay-out. */
        CANCEL,
        /** The bank's customer paid a merchant. */
        PURCHASE,
        /** A purchase was taken back, in full or in part. */
        REVERSE,
        /** A merchant's receipts were paid to the merchant's bank. */
        SETTLE,
        /** A merchant of this bank got what was settled, into its wallet. */
        RECEIVE,
        /** A merchant of this bank got what was settled, out of the scheme. */
        CASHOUT,
        /** Unspent money went back from a wallet. */
        RETURN
    }
}
