package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.namjai.platform.disbursement.Progress;
import org.namjai.platform.disbursement.Rounds;
import org.springframework.stereotype.Component;

/** What was answered goes into the books; says how many answers are out and how many payees are not paid. */
@Component
class BookAnswers implements JavaDelegate {
    private final Rounds rounds;

    BookAnswers(Rounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public void execute(DelegateExecution task) {
        Progress progress = rounds.book(Case.batch(task));
        task.setVariable("unanswered", progress.unanswered());
        task.setVariable("unpaid", progress.unpaid());
        task.setVariable("roundsDone", Case.round(task));
    }
}
