package org.namjai.sandbox;

/** Ends a command with one plain sentence and a non-zero code. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommandFailure(String sentence) {
        super(sentence);
    }
}
