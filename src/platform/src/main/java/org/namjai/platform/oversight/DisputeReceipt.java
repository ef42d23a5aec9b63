package org.namjai.platform.oversight;

import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** What was answered to a dispute. */
public sealed interface DisputeReceipt {
    /** Opened now or when it was sent first. */
    record Opened(UUID id) implements DisputeReceipt {}

    /** No authorised payment of the participant's customer on that side has this id. */
    record UnknownPayment() implements DisputeReceipt {}

    /** The key was used before with another content. */
    record KeyReused() implements DisputeReceipt {}

    /** Such a case is open already. */
    record AlreadyOpen() implements DisputeReceipt {}

    default <T> T fold(
            Function<Opened, T> opened, Supplier<T> unknownPayment, Supplier<T> keyReused, Supplier<T> alreadyOpen) {
        if (this instanceof Opened answer) return opened.apply(answer);
        if (this instanceof UnknownPayment) return unknownPayment.get();
        return this instanceof KeyReused ? keyReused.get() : alreadyOpen.get();
    }
}
