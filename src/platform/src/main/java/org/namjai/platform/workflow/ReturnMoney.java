package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.disbursement.Rounds;
import org.springframework.stereotype.Component;

/** After the last round: what nobody could pay goes back to the budget, and the people see why. */
@Component
class ReturnMoney implements JavaDelegate {
    private final Rounds rounds;

    ReturnMoney(Rounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public void execute(DelegateExecution task) {
        rounds.giveBack(Case.batch(task));
    }
}
