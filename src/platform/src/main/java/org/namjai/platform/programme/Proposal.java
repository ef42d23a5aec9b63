package org.namjai.platform.programme;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change to a programme that one person proposed; another approves it, and then it holds, or refuses it. */
public record Proposal(
        UUID id,
        NewProposal terms,
        State state,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {
    /** What changes. */
    public enum Kind {
        /** A version, a round and its windows, with money for it. */
        PUBLICATION,
        /** When people may ask or spend. */
        WINDOWS,
        /** More money. */
        BUDGET,
        /** No more requests. */
        CLOSING
    }

    /** Open until it is decided, once. */
    public enum State {
        OPEN,
        APPROVED,
        REFUSED
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }
}
