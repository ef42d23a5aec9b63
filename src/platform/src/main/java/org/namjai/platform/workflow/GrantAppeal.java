package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.request.Decision;
import org.namjai.platform.request.Requests;
import org.springframework.stereotype.Component;

/** The appeal is granted: the request is approved after all. */
@Component
class GrantAppeal implements JavaDelegate {
    private final Requests requests;

    GrantAppeal(Requests requests) {
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution task) {
        Decision decision = Case.decision(task);
        if (decision.amountSatang() <= 0) {
            throw new CaseRefused(
                    Case.request(task),
                    "กติกาไม่ได้กำหนดจำนวนเงินสำหรับเรื่องนี้ จึงให้ตามอุทธรณ์ไม่ได้ / The rules name no amount for this case, so the"
                            + " appeal cannot be granted.");
        }
        requests.grantAppeal(Case.request(task), decision);
    }
}
