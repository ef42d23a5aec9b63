package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.disbursement.MoneyForm;
import org.namjai.platform.disbursement.Rounds;
import org.springframework.stereotype.Component;

/** Each payee of the batch who is not paid yet gets an instruction, by the channel that the table decided. */
@Component
class ChooseChannels implements JavaDelegate {
    private final Rounds rounds;

    ChooseChannels(Rounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public void execute(DelegateExecution task) {
        rounds.choose(Case.batch(task), Case.round(task), MoneyForm.of(Case.text(task, "money")));
    }
}
