package org.namjai.platform.workflow;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.payment.Settlements;
import org.springframework.stereotype.Component;

/** Opens a settlement cycle, or takes up the one under way. */
@Component
class OpenSettlement implements JavaDelegate {
    private final Settlements settlements;
    private final Clock clock;

    OpenSettlement(Settlements settlements, Clock clock) {
        this.settlements = settlements;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution task) {
        task.setVariable(
                WindowCase.CYCLE,
                settlements
                        .open(WindowCase.programme(task))
                        .map(cycle -> cycle.id().toString())
                        .orElse(null));
        task.setVariable(WindowCase.SETTLED_AT, clock.instant().toString());
    }
}
