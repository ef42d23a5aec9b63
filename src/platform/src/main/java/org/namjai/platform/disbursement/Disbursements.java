package org.namjai.platform.disbursement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Pay-outs that wait, the batches that they are taken into, and the participants' answers. */
@Service
public class Disbursements {
    /** Small enough that each step of its round is quick, large enough that the process of it costs nothing a payee. */
    private static final int LARGEST_BATCH = 10_000;

    private final PayoutStore payouts;
    private final Answers answers;

    /** What the work in this thread's transaction opens. */
    private record Gathered(List<NewDisbursement> payouts) {}

    Disbursements(PayoutStore payouts, Answers answers) {
        this.payouts = payouts;
        this.answers = answers;
    }

    /** The money waits to be paid out. One for each request: asked again, nothing changes. */
    @Transactional
    public void open(NewDisbursement payout) {
        if (TransactionSynchronizationManager.getResource(Gathered.class) instanceof Gathered gathered) {
            gathered.payouts().add(payout);
        } else {
            payouts.open(List.of(payout));
        }
    }

    /**
     * Does work on many requests within the caller's transaction; what is opened in it is written at its end with one
     * statement.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void openTogether(Runnable work) {
        var opened = new Gathered(new ArrayList<>());
        TransactionSynchronizationManager.bindResource(Gathered.class, opened);
        try {
            work.run();
        } finally {
            TransactionSynchronizationManager.unbindResource(Gathered.class);
        }
        payouts.open(opened.payouts());
    }

    /** For what the calendar must be asked; within the caller's transaction. */
    @Transactional
    public List<Unscheduled> unscheduled() {
        return payouts.unscheduled();
    }

    /** They may be taken into batches from that day on. */
    @Transactional
    public void schedule(Unscheduled alike, LocalDate dueOn) {
        payouts.schedule(alike, dueOn);
    }

    /**
     * Takes what is due into a new batch, within the caller's transaction: of one programme, participant and channel. One
     * that waits alone is a batch alone.
     */
    @Transactional
    public Optional<Batch> takeBatch() {
        return payouts.oldestDue().flatMap(this::takeBatch);
    }

    private Optional<Batch> takeBatch(PayoutStore.Group group) {
        List<UUID> taken = payouts.lockDue(group, LARGEST_BATCH);
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        var id = new BatchId(UUID.randomUUID());
        payouts.openBatch(id, group);
        payouts.putInto(id, taken);
        return Optional.of(new Batch(id, group.programme(), group.channel()));
    }

    /** Keeps the answer for the batch's process. */
    @Transactional
    public AnswerResult answer(InstructionId id, ParticipantId from, Answer answer) {
        return answers.keep(from, null, "", List.of(new Answers.Given(id.value(), answer)))
                .get(0);
    }

    /**
     * Takes a batch that waits for answers and has some, within the caller's transaction; others' are skipped. An answer
     * that overtakes the end of {@link Rounds#instruct} is kept back until then.
     */
    @Transactional
    public Optional<BatchId> takeAnswered() {
        return payouts.takeAnswered();
    }

    /** The codes that {@link Answer#refused} knows. */
    public boolean knowsReason(String reasonCode) {
        return RefusalReasons.codes().contains(reasonCode);
    }
}
