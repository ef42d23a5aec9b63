package org.namjai.platform.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.namjai.platform.oversight.Misuse;
import org.springframework.stereotype.Component;

/** Looks at each minute's payments for misuse soon after it is over; after a pause, at one minute after the other. */
@Component
class MisuseWatcher extends Worker {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Misuse misuse;
    private final Clock clock;
    private Instant next = Instant.EPOCH;

    MisuseWatcher(Misuse misuse, Clock clock) {
        super("misuse-watcher", 1);
        this.misuse = misuse;
        this.clock = clock;
    }

    @Override
    boolean workOnce() {
        Instant now = clock.instant();
        if (now.isBefore(next)) return false;
        boolean looked = misuse.look();
        if (!looked) next = now.plus(BETWEEN_LOOKS);
        return looked;
    }
}
