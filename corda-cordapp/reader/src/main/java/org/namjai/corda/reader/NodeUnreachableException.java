package org.namjai.corda.reader;

/** The node gave no answer; nothing is said about what it holds. */
public final class NodeUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NodeUnreachableException(Throwable cause) {
        super("the Corda node does not answer", cause);
    }
}
