package org.namjai.platform.privacy;

/** The person's key was destroyed: nothing about this person can be read or written any more. */
public final class ForgottenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForgottenException() {
        super("this person was forgotten");
    }
}
