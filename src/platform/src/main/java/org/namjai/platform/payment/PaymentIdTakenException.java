package org.namjai.platform.payment;

/** Another payment of the same id was decided at the same moment; rolled back, it is found and decides. */
final class PaymentIdTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PaymentIdTakenException() {
        super("a payment's id was taken at the same moment");
    }
}
