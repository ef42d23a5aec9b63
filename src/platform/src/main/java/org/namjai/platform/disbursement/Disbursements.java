package org.namjai.platform.disbursement;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Pay-outs that wait, the batches that they are taken into, and the participants' answers. */
@Service
public class Disbursements {
    /** Small enough that each step of its round is quick, large enough that the process of it costs nothing a payee. */
    private static final int LARGEST_BATCH = 10_000;

    private final PayoutStore payouts;
    private final InstructionStore instructions;

    Disbursements(PayoutStore payouts, InstructionStore instructions) {
        this.payouts = payouts;
        this.instructions = instructions;
    }

    /** The money waits to be paid out. One for each request: asked again, nothing changes. */
    @Transactional
    public void open(NewDisbursement payout) {
        payouts.open(payout);
    }

    /**
     * Takes what waits into a new batch, within the caller's transaction: of one programme, participant and channel. One
     * that waits alone is a batch alone.
     */
    @Transactional
    public Optional<Batch> takeBatch() {
        return payouts.oldestWaiting().flatMap(this::takeBatch);
    }

    private Optional<Batch> takeBatch(PayoutStore.Group group) {
        List<UUID> taken = payouts.lockWaiting(group, LARGEST_BATCH);
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
        var heard = instructions.lockInstructed(id, from).orElse(null);
        if (heard == null) {
            return AnswerResult.UNKNOWN;
        }
        Answer earlier = heard.answer();
        if (earlier != null) {
            return earlier.equals(answer) ? AnswerResult.RECORDED : AnswerResult.CONTRADICTION;
        }
        instructions.keep(id, answer);
        return AnswerResult.RECORDED;
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
