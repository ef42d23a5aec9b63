package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.oversight.PaymentCases;
import org.springframework.stereotype.Component;

/** The case is closed and nothing follows. */
@Component
class DismissPaymentCase implements JavaDelegate {
    private final PaymentCases cases;

    DismissPaymentCase(PaymentCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution task) {
        cases.dismiss(Case.paymentCase(task));
    }
}
