package org.namjai.platform.workflow;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
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
        LocalDate day = day(Case.text(task, "beginsOn"), task.getVariable("afterDays"), clock);
        task.setVariable("roundBeginsAt", day.atStartOfDay(THAILAND).toInstant().toString());
        task.setVariable(Case.ROUND, Case.round(task) + 1);
    }

    /** The calendar's day in Thailand: the one that it names, or so many days from today. */
    static LocalDate day(String beginsOn, Object afterDays, Clock clock) {
        return beginsOn.isEmpty()
                ? LocalDate.now(clock.withZone(THAILAND)).plusDays(((Number) afterDays).longValue())
                : LocalDate.parse(beginsOn);
    }
}
