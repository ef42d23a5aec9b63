package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.request.Requests;
import org.springframework.stereotype.Component;

/** The request is rejected with the decided reason. */
@Component
class RejectRequest implements JavaDelegate {
    private final Requests requests;

    RejectRequest(Requests requests) {
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution task) {
        requests.reject(Case.request(task), Case.decision(task));
    }
}
