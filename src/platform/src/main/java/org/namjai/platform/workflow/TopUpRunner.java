package org.namjai.platform.workflow;

import org.namjai.platform.request.TopUps;
import org.springframework.stereotype.Component;

/** Makes the requests of published top-ups, a batch at a time. */
@Component
class TopUpRunner extends Worker {
    private final TopUps topUps;

    TopUpRunner(TopUps topUps) {
        super("top-up", 1);
        this.topUps = topUps;
    }

    @Override
    boolean workOnce() {
        return topUps.next();
    }
}
