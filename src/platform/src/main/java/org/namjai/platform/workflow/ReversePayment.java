package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.oversight.Measure;
import org.namjai.platform.oversight.PaymentCases;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Component;

/** The payment of the case is given back, as two people decided; what cannot be given back is said to who decides anew. */
@Component
class ReversePayment implements JavaDelegate {
    static final String NOT_REVERSIBLE = "NOT_REVERSIBLE";

    private final PaymentCases cases;

    ReversePayment(PaymentCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution task) {
        cases.carryOut(Case.paymentCase(task), Measure.REVERSE).ifPresent(impossible -> {
            say(task, impossible);
            throw new BpmnError(NOT_REVERSIBLE);
        });
    }

    private static void say(DelegateExecution task, Reason impossible) {
        task.setVariable(Case.REASON_CODE, impossible.code());
        task.setVariable(Case.REASON_TH, "คืนเงินไม่ได้: " + impossible.th());
        task.setVariable(Case.REASON_EN, "It could not be reversed: " + impossible.en());
    }
}
