package org.namjai.platform.payment;

import java.util.List;

/** A payment would pass a limit by the counters that its transaction has locked; rolled back, it is refused. */
final class LimitReachedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> refusals;

    LimitReachedException(List<Refusal> refusals) {
        super("a limit is reached");
        this.refusals = List.copyOf(refusals);
    }

    List<Refusal> refusals() {
        return refusals;
    }
}
