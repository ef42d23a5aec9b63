package org.namjai.platform.account;

/** The database server may lose what it has acknowledged. The message is one sentence for the operator. */
public final class NotDurableException extends IllegalStateException {
    NotDurableException(String message) {
        super(message);
    }
}
