package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.disbursement.DisbursementId;
import org.namjai.platform.disbursement.Disbursements;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.Requests;
import org.springframework.stereotype.Component;

/** The participant refused: the money goes back to the entitlement and the person is told why. */
@Component
class CancelDisbursement implements JavaDelegate {
    private final Disbursements disbursements;
    private final Requests requests;

    CancelDisbursement(Disbursements disbursements, Requests requests) {
        this.disbursements = disbursements;
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution task) {
        DisbursementId id = Case.disbursement(task);
        disbursements.cancel(id);
        requests.failed(new RequestId(disbursements.requestOf(id)), Case.reason(task));
    }
}
