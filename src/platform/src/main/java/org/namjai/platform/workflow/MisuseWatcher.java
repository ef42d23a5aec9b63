package org.namjai.platform.workflow;

import java.time.Duration;
import org.namjai.platform.oversight.Misuse;
import org.springframework.stereotype.Component;

/** Looks at payments for misuse, two minutes of them soon after they are over; after a pause, at all since, in turn. */
@Component
class MisuseWatcher extends Worker {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Misuse misuse;

    MisuseWatcher(Misuse misuse) {
        super("misuse-watcher", 1, BETWEEN_LOOKS);
        this.misuse = misuse;
    }

    @Override
    boolean workOnce() {
        return misuse.look();
    }
}
