package org.namjai.platform.workflow;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.namjai.platform.request.Appeals;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts each appeal's process, in the transaction that took it. */
@Component
class AppealStarter extends Worker {
    private final Appeals appeals;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;

    AppealStarter(Appeals appeals, RuntimeService runtime, TransactionTemplate transaction) {
        super("appeal-starter", 1);
        this.appeals = appeals;
        this.runtime = runtime;
        this.transaction = transaction;
    }

    @Override
    boolean workOnce() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<Appeals.Waiting> taken = appeals.takeReceived(1);
            taken.forEach(this::start);
            return !taken.isEmpty();
        }));
    }

    private void start(Appeals.Waiting appeal) {
        runtime.startProcessInstanceByKey(
                "appeal",
                appeal.id().toString(),
                Variables.putValue(Case.REQUEST_ID, appeal.request().toString())
                        .putValue(Case.PROGRAMME, appeal.programme().value())
                        .putValue(Case.ROUND, appeal.round())
                        .putValue(Case.AMOUNT_SATANG, appeal.amountSatang()));
    }
}
