package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.disbursement.MoneyForm;
import org.namjai.platform.disbursement.Rounds;
import org.namjai.platform.participant.Channel;
import org.springframework.stereotype.Component;

/** Each payee of the batch who is not paid yet gets an instruction, by the channel that the table decided. */
@Component
class ChooseChannels implements JavaDelegate {
    private static final String AS_CHOSEN = "as-chosen";

    private final Rounds rounds;

    ChooseChannels(Rounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public void execute(DelegateExecution task) {
        rounds.choose(
                Case.batch(task),
                Case.round(task),
                channel(Case.text(task, "channel")),
                MoneyForm.of(Case.text(task, "money")));
    }

    /** None for what each payee chose. */
    private static @Nullable Channel channel(String decided) {
        return decided.equals(AS_CHOSEN)
                ? null
                : Channel.find(decided)
                        .orElseThrow(() -> new IllegalStateException("the table decided no channel: " + decided));
    }
}
