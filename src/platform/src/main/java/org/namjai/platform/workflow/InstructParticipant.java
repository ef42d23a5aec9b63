package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.disbursement.Disbursements;
import org.springframework.stereotype.Component;

/** Sends the instruction; the job is tried again while the participant cannot be reached. */
@Component
class InstructParticipant implements JavaDelegate {
    private final Disbursements disbursements;

    InstructParticipant(Disbursements disbursements) {
        this.disbursements = disbursements;
    }

    @Override
    public void execute(DelegateExecution task) {
        disbursements.instruct(Case.disbursement(task));
    }
}
