package org.namjai.platform.payment;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.namjai.platform.shared.Reason;

/** What was answered to a reversal order. */
public sealed interface ReversalAnswer {
    /** Reversed, now or when it was asked first, when there is no reason against it. */
    record Decided(ReversalOrder order, List<Reason> reasons) implements ReversalAnswer {}

    /** The id was used before with another content. */
    record KeyReused() implements ReversalAnswer {}

    /** No payment to a merchant of this participant has that id. */
    record UnknownPayment() implements ReversalAnswer {}

    default <T> T fold(Function<Decided, T> decided, Supplier<T> keyReused, Supplier<T> unknownPayment) {
        if (this instanceof Decided answer) {
            return decided.apply(answer);
        }
        return this instanceof KeyReused ? keyReused.get() : unknownPayment.get();
    }
}
