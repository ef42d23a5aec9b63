package org.namjai.platform.workflow;

import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.disbursement.Disbursements;
import org.namjai.platform.disbursement.NewDisbursement;
import org.namjai.platform.request.Payout;
import org.namjai.platform.request.Requests;
import org.springframework.stereotype.Component;

/** Hands the entitlement over to be paid out; batches are made of what waits. */
@Component
class Disburse implements JavaDelegate {
    private final Requests requests;
    private final Disbursements disbursements;

    Disburse(Requests requests, Disbursements disbursements) {
        this.requests = requests;
        this.disbursements = disbursements;
    }

    @Override
    public void execute(DelegateExecution task) {
        Payout payout = requests.payout(Case.request(task));
        disbursements.open(new NewDisbursement(
                payout.request().value(),
                payout.programme(),
                payout.participant(),
                payout.subject(),
                payout.citizenId(),
                payout.account(),
                payout.amount(),
                payout.district(),
                paysFrom(task)));
        requests.disbursing(payout.request());
    }

    private static @Nullable LocalDate paysFrom(DelegateExecution task) {
        String day = Case.text(task, Case.PAYS_FROM);
        return day.isEmpty() ? null : LocalDate.parse(day);
    }
}
