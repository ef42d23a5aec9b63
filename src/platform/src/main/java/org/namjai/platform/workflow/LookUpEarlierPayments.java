package org.namjai.platform.workflow;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.request.Claims;
import org.springframework.stereotype.Component;

/** Adds the fact {@code paidSatang}: what the person, household or plot was entitled to before in this programme. */
@Component
class LookUpEarlierPayments implements JavaDelegate {
    private final Claims claims;

    LookUpEarlierPayments(Claims claims) {
        this.claims = claims;
    }

    @Override
    public void execute(DelegateExecution task) {
        Case.addFacts(task, Map.of("paidSatang", claims.paidSatang(Case.request(task))));
    }
}
