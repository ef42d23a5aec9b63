package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.request.EntitlementResult;
import org.namjai.platform.request.Entitlements;
import org.springframework.stereotype.Component;

/** Promises the amount out of the programme's budget, or raises the error that the diagram catches. */
@Component
class OpenEntitlement implements JavaDelegate {
    static final String BUDGET_EXHAUSTED = "BUDGET_EXHAUSTED";

    private final Entitlements entitlements;

    OpenEntitlement(Entitlements entitlements) {
        this.entitlements = entitlements;
    }

    @Override
    public void execute(DelegateExecution task) {
        EntitlementResult result = entitlements.open(Case.request(task));
        if (result instanceof EntitlementResult.BudgetExhausted) throw new BpmnError(BUDGET_EXHAUSTED);
    }
}
