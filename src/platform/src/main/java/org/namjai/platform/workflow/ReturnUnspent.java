package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.payment.Unspent;
import org.springframework.stereotype.Component;

/** Returns one set of wallets, in the job's transaction. */
@Component
class ReturnUnspent implements JavaDelegate {
    private final Unspent unspent;

    ReturnUnspent(Unspent unspent) {
        this.unspent = unspent;
    }

    @Override
    public void execute(DelegateExecution task) {
        Unspent.Step set = unspent.returnSet(WindowCase.programme(task), WindowCase.round(task));
        task.setVariable("moreToReturn", set.more());
        task.setVariable("atRest", set.atRest());
    }
}
