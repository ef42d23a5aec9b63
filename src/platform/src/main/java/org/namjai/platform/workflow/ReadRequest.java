package org.namjai.platform.workflow;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.request.Requests;
import org.springframework.stereotype.Component;

/**
 * After a process has waited, the answers of the request form are variables again, and the registries are asked anew. The
 * answers live for this transaction only and never reach the engine's tables.
 */
@Component
class ReadRequest implements JavaDelegate {
    private final Requests requests;
    private final Clock clock;

    ReadRequest(Requests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution task) {
        Case.readAgain(task, requests.answers(Case.request(task)), clock.instant());
    }
}
