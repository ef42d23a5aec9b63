package org.namjai.platform.workflow;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts the round and turns what the calendar said into the moment at which it begins. */
@Component
class PlanRound implements JavaDelegate {
    private static final ZoneId THAILAND = ZoneId.of("Asia/Bangkok");

    private final Clock clock;

    PlanRound(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution task) {
        LocalDate day = day(null, task.getVariable("afterDays"), clock);
        task.setVariable("roundBeginsAt", day.atStartOfDay(THAILAND).toInstant().toString());
        task.setVariable(Case.ROUND, Case.round(task) + 1);
    }

    /** So many days from that one, or from today in Thailand. */
    static LocalDate day(@Nullable LocalDate from, Object afterDays, Clock clock) {
        LocalDate first = from == null ? LocalDate.now(clock.withZone(THAILAND)) : from;
        return first.plusDays(((Number) afterDays).longValue());
    }
}
