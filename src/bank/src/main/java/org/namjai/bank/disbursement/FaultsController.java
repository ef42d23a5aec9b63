package org.namjai.bank.disbursement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.security.Refusal;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes this bank misbehave, for trials of the platform. Not there unless the property says so; never set it outside one. */
@RestController
@ConditionalOnProperty(FaultsController.ALLOWED)
class FaultsController implements ReportPlan {
    static final String ALLOWED = "namjai.bank.faults-allowed";
    private static final long LONGEST_MS = 600_000;

    private volatile State state = new State(Set.of(), Duration.ZERO);

    @PutMapping("/api/v1/faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(@RequestBody Body body) {
        var faults = EnumSet.noneOf(Fault.class);
        body.faults()
                .forEach(code -> faults.add(Fault.find(code)
                        .orElseThrow(() -> new Refusal(
                                HttpStatus.BAD_REQUEST,
                                "faults",
                                "ไม่รู้จัก " + code,
                                "has no " + code + " among them"))));
        state = new State(faults, Duration.ofMillis(Math.max(0, Math.min(body.delayMs(), LONGEST_MS))));
    }

    boolean has(Fault fault) {
        return state.faults().contains(fault);
    }

    Duration delay() {
        return state.delay();
    }

    @Override
    public List<Planned> plan(List<StatusReport.Item> answers) {
        State now = state;
        Duration delay = now.faults().contains(Fault.ANSWER_LATE) ? now.delay() : Duration.ZERO;
        var items = new ArrayList<>(answers);
        if (now.faults().contains(Fault.ANSWER_UNKNOWN)) {
            items.add(new StatusReport.Item(UUID.randomUUID(), UUID.randomUUID(), null));
        }
        var reports = new ArrayList<Planned>();
        if (now.faults().contains(Fault.ANSWER_PARTLY) && items.size() > 1) {
            reports.add(new Planned(items.subList(0, items.size() / 2), delay));
            reports.add(new Planned(items.subList(items.size() / 2, items.size()), delay.plus(now.delay())));
        } else {
            reports.add(new Planned(items, delay));
        }
        if (now.faults().contains(Fault.ANSWER_TWICE)) reports.addAll(List.copyOf(reports));
        if (now.faults().contains(Fault.CONTRADICT)) {
            reports.add(
                    new Planned(answers.stream().map(FaultsController::opposite).toList(), delay.plus(now.delay())));
        }
        return reports;
    }

    private static StatusReport.Item opposite(StatusReport.Item answer) {
        return answer.reason() == null
                ? new StatusReport.Item(answer.id(), null, RefusalReason.ACCOUNT_CLOSED)
                : new StatusReport.Item(answer.id(), UUID.randomUUID(), null);
    }

    private record State(Set<Fault> faults, Duration delay) {}

    record Body(List<String> faults, @Nullable Long delayMillis) {
        long delayMs() {
            return delayMillis == null ? 0 : delayMillis;
        }
    }
}
