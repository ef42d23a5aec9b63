package org.namjai.sandbox.supervisor;

import java.time.Duration;

/** Hears how the start goes on. */
@FunctionalInterface
public interface Progress {
    void tell(String part, Step step, Duration since);

    /** Where a part stands. */
    enum Step {
        STARTING,
        READY,
        FAILED
    }
}
