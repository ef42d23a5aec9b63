package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.request.Requests;
import org.springframework.stereotype.Component;

/** The request is approved with the decided amount. */
@Component
class ApproveRequest implements JavaDelegate {
    private final Requests requests;

    ApproveRequest(Requests requests) {
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution task) {
        requests.approve(Case.request(task), Case.decision(task));
    }
}
