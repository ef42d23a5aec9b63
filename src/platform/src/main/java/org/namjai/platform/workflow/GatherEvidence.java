package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.request.Requests;
import org.springframework.stereotype.Component;

/** Asks the registries; the facts live for this transaction only and never reach the engine's tables. */
@Component
class GatherEvidence implements JavaDelegate {
    private final Requests requests;

    GatherEvidence(Requests requests) {
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution task) {
        task.setVariables(Case.transientFacts(requests.gatherEvidence(Case.request(task))));
    }
}
