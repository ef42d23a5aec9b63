package org.namjai.platform.disbursement;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.shared.ParticipantId;
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
    private final Participants participants;
    private final ParticipantGateway gateway;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate ownTransaction;

    Rounds(
            PayoutStore payouts,
            InstructionStore instructions,
            Books books,
            Participants participants,
            ParticipantGateway gateway,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.payouts = payouts;
        this.instructions = instructions;
        this.books = books;
        this.participants = participants;
        this.gateway = gateway;
        this.events = events;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Each payee who is not paid yet gets an instruction for this round. */
    @Transactional
    public void choose(BatchId batch, int round, MoneyForm money) {
        payouts.enterRound(batch, round);
        instructions.chooseAsChosen(batch, round, money);
    }

    /**
     * Moves the money to the participants' clearing accounts, then instructs them: none can credit what the books have not
     * sent, and each may answer before this returns. Throws when one can't be reached; a repetition goes on.
     */
    @Transactional
    public void instruct(BatchId batch) {
        payouts.lockBatch(batch);
        whileAny(() -> moveToClearing(instructions.lockChosen(batch, PIECE)));
        for (var untold = instructions.untold(batch, PIECE);
                !untold.isEmpty();
                untold = instructions.untold(batch, PIECE)) {
            untold.forEach(this::tell);
        }
    }

    /** Sends what is not answered again; the participants find that they have it already. */
    @Transactional
    public void remind(BatchId batch) {
        payouts.lockBatch(batch);
        instructions.unanswered(batch, PIECE).forEach(this::tell);
    }

    private int moveToClearing(List<Instruction> chosen) {
        if (!chosen.isEmpty()) {
            books.open(chosen.stream().map(Instruction::clearing).toList());
            post(chosen.stream().map(Instruction::toClearing).toList());
            instructions.markInstructed(ids(chosen));
        }
        return chosen.size();
    }

    private void tell(Instruction instruction) {
        gateway.instruct(baseUrl(instruction.participant()), instruction, instructions.payee(instruction.id()));
        ownTransaction.executeWithoutResult(status -> instructions.markTold(instruction.id()));
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

    private URI baseUrl(ParticipantId id) {
        return participants
                .find(id)
                .map(Participant::baseUrl)
                .orElseThrow(() -> new IllegalStateException("no participant " + id));
    }
}
