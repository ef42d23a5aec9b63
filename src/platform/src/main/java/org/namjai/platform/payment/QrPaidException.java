package org.namjai.platform.payment;

/** Another payment of the same dynamic QR code was authorised at the same moment; rolled back, this one is refused. */
final class QrPaidException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QrPaidException() {
        super("a QR code was paid at the same moment");
    }
}
