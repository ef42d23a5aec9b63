package org.namjai.sandbox.supervisor;

/** Why a part could not start: one plain sentence. */
public final class PartFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final String sentence;

    public PartFailure(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
