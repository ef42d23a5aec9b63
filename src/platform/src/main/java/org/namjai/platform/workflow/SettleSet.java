package org.namjai.platform.workflow;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.payment.Settlements;
import org.springframework.stereotype.Component;

/** Takes one set of the cycle a step further, in the job's transaction. */
@Component
class SettleSet implements JavaDelegate {
    private final Settlements settlements;

    SettleSet(Settlements settlements) {
        this.settlements = settlements;
    }

    @Override
    public void execute(DelegateExecution task) {
        boolean more =
                task.getVariable(WindowCase.CYCLE) instanceof String cycle && settlements.step(UUID.fromString(cycle));
        task.setVariable("moreToSettle", more);
    }
}
