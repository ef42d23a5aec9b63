package org.namjai.platform.workflow;

import org.camunda.bpm.engine.RuntimeService;
import org.namjai.platform.disbursement.BatchId;
import org.namjai.platform.disbursement.Disbursements;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells waiting batches that answers are there, each in the transaction that took it: an answer that came before its
 * batch waits, or during a crash, is told later, and none twice.
 */
@Component
class AnswerCorrelator extends Worker {
    static final String MESSAGE = "DisbursementAnswered";

    private final Disbursements disbursements;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;

    AnswerCorrelator(Disbursements disbursements, RuntimeService runtime, TransactionTemplate transaction) {
        super("answer-correlator", 1);
        this.disbursements = disbursements;
        this.runtime = runtime;
        this.transaction = transaction;
    }

    @Override
    boolean workOnce() {
        return Boolean.TRUE.equals(transaction.execute(
                status -> disbursements.takeAnswered().map(this::tell).isPresent()));
    }

    private BatchId tell(BatchId batch) {
        runtime.createMessageCorrelation(MESSAGE)
                .processInstanceBusinessKey(batch.value().toString())
                .correlate();
        return batch;
    }
}
