package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.oversight.Measure;
import org.namjai.platform.oversight.PaymentCases;
import org.springframework.stereotype.Component;

/** The shop of the payment case is suspended, as two people decided. */
@Component
class SuspendMerchant implements JavaDelegate {
    private final PaymentCases cases;

    SuspendMerchant(PaymentCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution task) {
        cases.carryOut(Case.paymentCase(task), Measure.SUSPEND);
    }
}
