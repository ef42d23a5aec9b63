package org.namjai.platform.request;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.namjai.platform.programme.Programme.Unit;
import org.namjai.platform.shared.FieldProblem;

/** What intake answered. */
public sealed interface Receipt {
    /** Stored now, or already stored under the same key with the same content. */
    record Accepted(RequestId id, RequestState state) implements Receipt {}

    /** The key was used before with another content. */
    record KeyReused() implements Receipt {}

    /**
     * The person, household or plot already has a live request in this round of the programme.
     *
     * @param field the input that names it
     */
    record AlreadyRequested(Unit unit, String field) implements Receipt {}

    /** The programme takes no requests, the participant is not live, or the answers don't fit the form. */
    record Invalid(List<FieldProblem> problems) implements Receipt {}

    /** Too many wait; nothing was stored, the same request may come again. */
    record Busy() implements Receipt {}

    default <T> T fold(
            Function<Accepted, T> accepted,
            Function<KeyReused, T> keyReused,
            Function<AlreadyRequested, T> alreadyRequested,
            Function<Invalid, T> invalid,
            Supplier<T> busy) {
        if (this instanceof Accepted answer) {
            return accepted.apply(answer);
        }
        if (this instanceof KeyReused answer) {
            return keyReused.apply(answer);
        }
        if (this instanceof AlreadyRequested answer) {
            return alreadyRequested.apply(answer);
        }
        return this instanceof Invalid answer ? invalid.apply(answer) : busy.get();
    }
}
