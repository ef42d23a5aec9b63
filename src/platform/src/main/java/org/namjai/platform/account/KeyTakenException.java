package org.namjai.platform.account;

import org.springframework.dao.ConcurrencyFailureException;

/** Another transaction has just used a key for other accounts; rolled back and tried again, its transfer is seen. */
final class KeyTakenException extends ConcurrencyFailureException {
    private static final long serialVersionUID = 1L;

    KeyTakenException(Throwable cause) {
        super("a transfer's key was taken by another transaction at the same moment", cause);
    }
}
