package org.namjai.platform.request;

import java.util.List;
import java.util.function.Function;
import org.namjai.platform.shared.FieldProblem;

/** What intake answered. */
public sealed interface Receipt {
    /** Stored now, or already stored under the same key with the same content. */
    record Accepted(RequestId id, RequestState state) implements Receipt {}

    /** The key was used before with another content. */
    record KeyReused() implements Receipt {}

    /** The person already has a live request for this programme. */
    record AlreadyRequested() implements Receipt {}

    /** The programme takes no requests, or the participant is not live. */
    record Invalid(List<FieldProblem> problems) implements Receipt {}

    default <T> T fold(
            Function<Accepted, T> accepted,
            Function<KeyReused, T> keyReused,
            Function<AlreadyRequested, T> alreadyRequested,
            Function<Invalid, T> invalid) {
        if (this instanceof Accepted answer) {
            return accepted.apply(answer);
        }
        if (this instanceof KeyReused answer) {
            return keyReused.apply(answer);
        }
        if (this instanceof AlreadyRequested answer) {
            return alreadyRequested.apply(answer);
        }
        return invalid.apply((Invalid) this);
    }
}
