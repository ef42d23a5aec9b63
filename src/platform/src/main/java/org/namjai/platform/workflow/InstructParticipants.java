package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.disbursement.Rounds;
import org.namjai.platform.disbursement.Sending;
import org.springframework.stereotype.Component;

/** Sends the batch's instructions; the job is tried again while a participant cannot be reached. */
@Component
class InstructParticipants implements JavaDelegate {
    private final Rounds rounds;

    InstructParticipants(Rounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public void execute(DelegateExecution task) {
        Sending sending = rounds.instruct(Case.batch(task));
        task.setVariable("allSent", sending.goesOnAt().isEmpty());
        sending.goesOnAt().ifPresent(at -> task.setVariable("sendingGoesOnAt", at.toString()));
    }
}
