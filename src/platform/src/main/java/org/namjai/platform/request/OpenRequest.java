package org.namjai.platform.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.Reason;

/** A request whose row is locked: it changes in memory, and what became of it is written when the work on it ends. */
final class OpenRequest {
    private StoredRequest stored;
    private int steps;
    private final List<NewStep> newSteps = new ArrayList<>();

    /** A state that was entered, and the decision that led there, if one did. */
    record NewStep(int number, RequestState state, @Nullable Decision decision) {}

    /** @param steps how many it has taken so far */
    OpenRequest(StoredRequest stored, int steps) {
        this.stored = stored;
        this.steps = steps;
    }

    StoredRequest stored() {
        return stored;
    }

    List<NewStep> newSteps() {
        return newSteps;
    }

    /** Whether the state changes now; false when it is there already. Any other state is a fault of the caller. */
    boolean enter(RequestState to, Set<RequestState> from) {
        return enter(to, from, null);
    }

    /** Referred once more is the same state, and may have another reason. */
    void decide(RequestState to, Set<RequestState> from, Decision decision) {
        if (enter(to, from, decision) || to == RequestState.REFERRED) {
            stored = stored.decided(decision);
        }
    }

    private boolean enter(RequestState to, Set<RequestState> from, @Nullable Decision decision) {
        RequestState now = stored.state();
        if (now == to) {
            return false;
        }
        if (!from.contains(now)) {
            throw new IllegalStateException(
                    "request " + stored.id() + " is " + now.code() + ", it can't become " + to.code());
        }
        stored = stored.in(to);
        newSteps.add(new NewStep(++steps, to, decision));
        return true;
    }

    void livesIn(String district) {
        stored = stored.livingIn(district);
    }

    void because(Reason reason) {
        stored = stored.because(reason);
    }
}
