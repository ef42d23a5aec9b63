package org.namjai.bank.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One transition of a page, as far as the bank can hold it against its own books.
 *
 * @param kind what happened
 * @param cause the disbursement's id, or for a purchase the payment's id
 * @param payeeRef the pseudonym the bank learnt with the instruction
 * @param merchant the merchant paid; only for a purchase
 * @param amountSatang satang, more than zero
 */
public record Movement(Kind kind, UUID cause, String payeeRef, @Nullable UUID merchant, long amountSatang) {

    /** The transitions that a bank has books about. */
    public enum Kind {
        /** The bank was instructed to pay out. */
        DISBURSE,
        /** The bank credited the pay-out. */
        CONFIRM,
        /** The bank refused the pay-out. */
        CANCEL,
        /** The bank's customer paid a merchant. */
        PURCHASE
    }
}
