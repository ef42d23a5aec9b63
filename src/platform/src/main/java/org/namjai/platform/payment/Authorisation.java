package org.namjai.platform.payment;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** What was answered to a payment order. */
public sealed interface Authorisation {
    /** Decided now or when it was asked first: authorised when there is no refusal. */
    record Decided(UUID payment, List<Refusal> refusals) implements Authorisation {
        public boolean isAuthorised() {
            return refusals.isEmpty();
        }
    }

    /** The participant used the id before with another content. */
    record KeyReused() implements Authorisation {}

    /** Another participant used the id. */
    record IdTaken() implements Authorisation {}

    /** Too many payments wait; nothing was decided, the same order may come again. */
    record Busy() implements Authorisation {}

    default <T> T fold(Function<Decided, T> decided, Supplier<T> keyReused, Supplier<T> idTaken, Supplier<T> busy) {
        if (this instanceof Decided answer) {
            return decided.apply(answer);
        }
        if (this instanceof Busy) {
            return busy.get();
        }
        return this instanceof KeyReused ? keyReused.get() : idTaken.get();
    }
}
