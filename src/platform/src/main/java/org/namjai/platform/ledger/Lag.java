package org.namjai.platform.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.namjai.platform.account.ChainId;
import org.namjai.platform.account.Transfers;

/** How far the ledger is behind the books, chain by chain. */
final class Lag {

    /**
     * One chain's distance from the books.
     *
     * @param recorded number of the last transition known to be on the ledger
     * @param behind transitions in the books that are not
     * @param oldestSeconds age of the oldest of them; 0 when there is none
     */
    record Of(ChainId chain, boolean stopped, long recorded, long behind, double oldestSeconds) {}

    private final Transfers transfers;
    private final Pages pages;
    private final Clock clock;
    private final MultiGauge transitions;
    private final MultiGauge seconds;
    private volatile List<Of> last = List.of();

    Lag(Transfers transfers, Pages pages, Clock clock, MeterRegistry meters) {
        this.transfers = transfers;
        this.pages = pages;
        this.clock = clock;
        this.transitions = MultiGauge.builder("namjai.ledger.lag.transitions")
                .description("Transitions in the books that are not yet on the ledger")
                .register(meters);
        this.seconds = MultiGauge.builder("namjai.ledger.lag.age")
                .description("Age of the oldest transition that is not yet on the ledger")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("namjai.ledger.chains.stopped", this, Lag::stopped)
                .description("Chains stopped because a page was refused")
                .register(meters);
    }

    void refresh() {
        var now = new ArrayList<Of>();
        for (var chain : transfers.chains()) {
            now.add(of(chain));
        }
        last = List.copyOf(now);
        transitions.register(now.stream().map(l -> Row.of(tags(l), l.behind())).toList(), true);
        seconds.register(
                now.stream().map(l -> Row.of(tags(l), l.oldestSeconds())).toList(), true);
    }

    /** As it was at the last look. */
    List<Of> last() {
        return last;
    }

    private Of of(ChainId chain) {
        var programme = chain.programme().value();
        var participant = chain.participant().value();
        long recorded = pages.lastRecordedTransition(programme, participant);
        long behind = transfers.last(chain) - recorded;
        double age = 0;
        if (behind > 0) {
            age = transfers.after(chain, recorded, 1).stream()
                    .mapToDouble(t ->
                            Duration.between(t.recordedAt(), clock.instant()).toMillis() / 1000.0)
                    .findFirst()
                    .orElse(0);
        }
        return new Of(chain, pages.isStopped(programme, participant), recorded, behind, age);
    }

    private static double stopped(Lag lag) {
        return lag.last.stream().filter(Of::stopped).count();
    }

    private static Tags tags(Of lag) {
        return Tags.of(
                "programme", lag.chain().programme().value(),
                "participant", lag.chain().participant().value());
    }
}
