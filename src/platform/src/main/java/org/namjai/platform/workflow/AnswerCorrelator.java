package org.namjai.platform.workflow;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.namjai.platform.disbursement.Answered;
import org.namjai.platform.disbursement.Disbursements;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands participants' answers to the waiting disbursements, each in the transaction that took it: an answer that came
 * before its process waits, or during a crash, is handed on later, and none twice.
 */
@Component
class AnswerCorrelator extends Worker {
    static final String MESSAGE = "DisbursementAnswered";

    private final Disbursements disbursements;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;

    AnswerCorrelator(Disbursements disbursements, RuntimeService runtime, TransactionTemplate transaction) {
        super("answer-correlator", 2);
        this.disbursements = disbursements;
        this.runtime = runtime;
        this.transaction = transaction;
    }

    @Override
    boolean workOnce() {
        return Boolean.TRUE.equals(transaction.execute(status -> handOnNext()));
    }

    private boolean handOnNext() {
        List<Answered> taken = disbursements.takeAnswered(1);
        taken.forEach(this::handOn);
        return !taken.isEmpty();
    }

    private void handOn(Answered answer) {
        MessageCorrelationBuilder message = runtime.createMessageCorrelation(MESSAGE)
                .processInstanceBusinessKey(answer.id().value().toString())
                .setVariable("credited", answer.credited());
        Reason reason = answer.reason();
        if (reason != null) {
            message.setVariable(Case.REASON_CODE, reason.code())
                    .setVariable(Case.REASON_TH, reason.th())
                    .setVariable(Case.REASON_EN, reason.en());
        }
        message.correlate();
    }
}
