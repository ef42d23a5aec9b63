package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.request.Requests;
import org.springframework.stereotype.Component;

/** Hands a request to a case worker, who reads what it was decided on in its file, not in the engine. */
@Component
class ReferRequest implements JavaDelegate {
    private final Requests requests;

    ReferRequest(Requests requests) {
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution task) {
        requests.refer(Case.request(task), Case.decision(task));
    }
}
