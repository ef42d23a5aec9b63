package org.namjai.platform.ledger;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/**
 * Whether pages reach the ledger. A ledger that lags never takes the platform out of service: people are helped all the
 * same, and the backlog drains afterwards.
 */
final class LedgerHealthIndicator extends AbstractHealthIndicator {
    private static final Status BEHIND = new Status("BEHIND");
    private static final Status STOPPED = new Status("STOPPED");

    private final LedgerSettings settings;
    private final Optional<Lag> lag;
    private final Optional<ChainPublisher> chains;

    LedgerHealthIndicator(LedgerSettings settings, Optional<Lag> lag, Optional<ChainPublisher> chains) {
        this.settings = settings;
        this.lag = lag;
        this.chains = chains;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        if (!settings.configured() || lag.isEmpty() || chains.isEmpty()) {
            health.unknown().withDetail("publisher", "idle: namjai.ledger.rpc-address is not set");
            return;
        }
        health.up();
        for (var of : lag.get().last()) {
            describe(health, of, chains.get());
        }
    }

    private static void describe(Health.Builder health, Lag.Of lag, ChainPublisher chains) {
        var details = new LinkedHashMap<String, Object>();
        details.put("state", lag.stopped() ? "stopped" : "open");
        details.put("recorded", lag.recorded());
        details.put("behind", lag.behind());
        details.put("oldestSeconds", lag.oldestSeconds());
        var waiting = chains.waitingFor(lag.chain());
        waiting.ifPresent(reason -> details.put("waitingFor", reason));
        health.withDetail(
                lag.chain().programme().value() + "/"
                        + lag.chain().participant().value(),
                details);
        if (lag.stopped()) {
            health.status(STOPPED);
        } else if (waiting.isPresent()) {
            health.status(BEHIND);
        }
    }
}
