package org.namjai.corda.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why the network did not start: one plain sentence. Nothing is left running. */
public final class NetworkException extends Exception {
    private static final long serialVersionUID = 1;

    /** What kind of trouble, for callers that treat them differently. */
    public enum Trouble {
        WRONG_JDK,
        NOT_BUILT,
        PORT_TAKEN,
        /** The file of participants breaks a rule. */
        BAD_PARTICIPANTS,
        /** The directory holds a network of other nodes, or of contracts that these cannot follow. */
        OTHER_NETWORK,
        /** Another process runs this network. */
        IN_USE,
        NODE_DIED,
        TOO_SLOW
    }

    private final Trouble trouble;
    private final transient List<String> lastLines;

    NetworkException(Trouble trouble, String sentence) {
        this(trouble, sentence, List.of(), null);
    }

    NetworkException(Trouble trouble, String sentence, List<String> lastLines, @Nullable Throwable cause) {
        super(sentence, cause);
        this.trouble = trouble;
        this.lastLines = List.copyOf(lastLines);
    }

    public Trouble trouble() {
        return trouble;
    }

    /** What a dead node wrote last; empty for other troubles. */
    public List<String> lastLines() {
        return lastLines;
    }
}
