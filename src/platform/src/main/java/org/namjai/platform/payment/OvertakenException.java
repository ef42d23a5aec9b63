package org.namjai.platform.payment;

/**
 * Another transaction came between the look-up and the write: it took the payment's id, paid its QR code or used up its
 * limit. Rolled back and asked again, the payment is judged by what that one did.
 */
final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OvertakenException(String by) {
        super(by);
    }
}
