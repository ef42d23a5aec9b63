package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.disbursement.Rounds;
import org.springframework.stereotype.Component;

/** Sends what was not answered in time again, word for word. */
@Component
class RemindParticipants implements JavaDelegate {
    private final Rounds rounds;

    RemindParticipants(Rounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public void execute(DelegateExecution task) {
        rounds.remind(Case.batch(task));
    }
}
