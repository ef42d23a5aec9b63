package org.namjai.platform.disbursement;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.participant.Channel;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The steps of a batch's rounds. Each is repeat-safe, and works in pieces with a transaction of their own each, so that
 * a crash in the midst of ten thousand loses nothing and repeats little.
 */
@Service
public class Rounds {
    /** Orders of one posting; the books take as many. */
    private static final int PIECE = Books.MAX_ORDERS;

    private final PayoutStore payouts;
    private final InstructionStore instructions;
    private final Books books;
    private final Instructing instructing;
    private final Incidents incidents;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate ownTransaction;

    Rounds(
            PayoutStore payouts,
            InstructionStore instructions,
            Books books,
            Instructing instructing,
            Incidents incidents,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.payouts = payouts;
        this.instructions = instructions;
        this.books = books;
        this.instructing = instructing;
        this.incidents = incidents;
        this.events = events;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Each payee who is not paid yet gets an instruction for this round.
     *
     * @param channel none for what each payee chose
     */
    @Transactional
    public void choose(BatchId batch, int round, @Nullable Channel channel, MoneyForm money) {
        payouts.enterRound(batch, round);
        instructions.choose(batch, round, channel, money);
    }

    /**
     * Sends the round's instructions as far as the participants' limits allow. A participant may answer before this
     * returns. Throws when one can't be reached; a repetition goes on.
     */
    @Transactional
    public Sending instruct(BatchId batch) {
        payouts.lockBatch(batch);
        return instructing.send(batch);
    }

    /** Sends what is not answered again and puts it before people; who answers late is not paid twice meanwhile. */
    @Transactional
    public void remind(BatchId batch) {
        payouts.lockBatch(batch);
        instructing.sendAgain(batch);
        payouts.participantsOf(batch)
                .forEach(participant -> incidents.open(Incident.Kind.OVERDUE, participant, null, batch.toString()));
    }

    /**
     * Books what was answered: credited money is the payee's, refused money the entitlement's again. While answers are out
     * the batch waits for them from the end of the caller's transaction.
     */
    @Transactional
    public Progress book(BatchId batch) {
        payouts.lockBatch(batch);
        whileAny(() -> book(instructions.lockAnswered(batch, PIECE)));
        var progress = new Progress(instructions.unanswered(batch), payouts.unpaid(batch));
        if (progress.unanswered() > 0) {
            payouts.enter(batch, "awaiting");
        } else if (progress.unpaid() == 0) {
            payouts.enter(batch, "done");
        }
        return progress;
    }

    private int book(List<Instruction> answered) {
        if (!answered.isEmpty()) {
            List<Instruction> credited =
                    answered.stream().filter(Instruction::isCredited).toList();
            books.open(credited.stream().map(Instruction::payee).toList());
            post(answered.stream().map(Instruction::answered).toList());
            instructions.markBooked(ids(answered));
            publish(credited);
        }
        return answered.size();
    }

    private void publish(List<Instruction> credited) {
        if (credited.isEmpty()) {
            return;
        }
        events.publishEvent(new WalletsCredited(credited.stream()
                .flatMap(instruction -> instruction.wallet().stream())
                .toList()));
        events.publishEvent(new Paid(credited.stream().map(Instruction::request).toList()));
    }

    /** After the last round: what nobody could pay is the programme's again. */
    @Transactional
    public void giveBack(BatchId batch) {
        payouts.lockBatch(batch);
        whileAny(() -> release(payouts.lockUnpaid(batch, PIECE)));
        payouts.enter(batch, "done");
    }

    private int release(List<Unpaid> unpaid) {
        if (!unpaid.isEmpty()) {
            post(unpaid.stream().map(payout -> List.of(payout.release())).toList());
            payouts.markReturned(unpaid.stream().map(Unpaid::id).toList());
            Map<String, List<UUID>> byReason = unpaid.stream()
                    .collect(Collectors.groupingBy(
                            Unpaid::reasonCode, Collectors.mapping(Unpaid::request, Collectors.toList())));
            byReason.forEach((code, requests) -> events.publishEvent(new NotPaid(requests, RefusalReasons.of(code))));
        }
        return unpaid.size();
    }

    private void whileAny(Supplier<Integer> piece) {
        while (Objects.requireNonNull(ownTransaction.execute(status -> piece.get())) > 0) {
            // One piece a turn.
        }
    }

    /** A refusal is a fault of our own: the books have promised the money. */
    private void post(List<List<TransferOrder>> orders) {
        books.postEach(orders).forEach(Posting::orThrow);
    }

    private static List<UUID> ids(List<Instruction> instructions) {
        return instructions.stream().map(Instruction::id).toList();
    }
}
