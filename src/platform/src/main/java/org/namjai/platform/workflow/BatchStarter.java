package org.namjai.platform.workflow;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.namjai.platform.disbursement.Batch;
import org.namjai.platform.disbursement.Disbursements;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what waits to be paid out into batches and starts each one's process, in the transaction that took it. */
@Component
class BatchStarter extends Worker {
    private final Disbursements disbursements;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;

    BatchStarter(Disbursements disbursements, RuntimeService runtime, TransactionTemplate transaction) {
        super("batch-starter", 1);
        this.disbursements = disbursements;
        this.runtime = runtime;
        this.transaction = transaction;
    }

    @Override
    boolean workOnce() {
        return Boolean.TRUE.equals(transaction.execute(
                status -> disbursements.takeBatch().map(this::start).isPresent()));
    }

    private Batch start(Batch batch) {
        runtime.startProcessInstanceByKey(
                "disbursement",
                batch.id().value().toString(),
                Variables.putValue("programme", batch.programme().value())
                        .putValue("chosenChannel", batch.channel().code())
                        .putValue(Case.ROUND, 1)
                        // The calendar spreads the first round by them, which is over when the process asks.
                        .putValue("lastDigit", null)
                        .putValue("province", null));
        return batch;
    }
}
