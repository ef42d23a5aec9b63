package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.request.Requests;
import org.springframework.stereotype.Component;

/** The appeal is refused: the decision before it is upheld. */
@Component
class UpholdAppeal implements JavaDelegate {
    private final Requests requests;

    UpholdAppeal(Requests requests) {
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution task) {
        requests.upholdAppeal(Case.request(task), Case.decision(task));
    }
}
