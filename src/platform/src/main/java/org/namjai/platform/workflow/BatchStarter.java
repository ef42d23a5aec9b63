package org.namjai.platform.workflow;

import java.time.Clock;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.namjai.platform.disbursement.Batch;
import org.namjai.platform.disbursement.Disbursements;
import org.namjai.platform.disbursement.Unscheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the calendar when what waits to be paid out is due, takes what is due into batches, and starts each one's process
 * in the transaction that took it.
 */
@Component
class BatchStarter extends Worker {
    private final Disbursements disbursements;
    private final RuntimeService runtime;
    private final DecisionService decisions;
    private final Clock clock;
    private final TransactionTemplate transaction;

    BatchStarter(
            Disbursements disbursements,
            RuntimeService runtime,
            DecisionService decisions,
            Clock clock,
            TransactionTemplate transaction) {
        super("batch-starter", 1);
        this.disbursements = disbursements;
        this.runtime = runtime;
        this.decisions = decisions;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    boolean workOnce() {
        transaction.executeWithoutResult(status -> disbursements.unscheduled().forEach(this::schedule));
        return Boolean.TRUE.equals(transaction.execute(
                status -> disbursements.takeBatch().map(this::start).isPresent()));
    }

    private void schedule(Unscheduled alike) {
        var said = decisions
                .evaluateDecisionTableByKey("disbursement-calendar")
                .variables(Variables.putValue("programme", alike.programme().value())
                        .putValue("roundsDone", 0)
                        .putValue("lastDigit", alike.lastDigit())
                        .putValue("province", alike.province()))
                .evaluate()
                .getSingleResult();
        if (!Boolean.TRUE.equals(said.getEntry("again"))) {
            throw new IllegalStateException("the calendar has no first round for " + alike.programme());
        }
        disbursements.schedule(alike, PlanRound.day(alike.paysFrom(), said.getEntry("afterDays"), clock));
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
