package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.disbursement.DisbursementId;
import org.namjai.platform.disbursement.Disbursements;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.Requests;
import org.springframework.stereotype.Component;

/** The participant credited: the money is in the wallet and the request is paid. */
@Component
class ConfirmDisbursement implements JavaDelegate {
    private final Disbursements disbursements;
    private final Requests requests;

    ConfirmDisbursement(Disbursements disbursements, Requests requests) {
        this.disbursements = disbursements;
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution task) {
        DisbursementId id = Case.disbursement(task);
        disbursements.confirm(id);
        requests.paid(new RequestId(disbursements.requestOf(id)));
    }
}
