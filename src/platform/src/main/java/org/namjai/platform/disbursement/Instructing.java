package org.namjai.platform.disbursement;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Posting;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.participant.Limits;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClientException;

/**
 * Sends a batch's instructions: first accounts that nobody has verified are asked about; then the books move the money to
 * the participants' clearing accounts, so that none can credit what was not sent; then the participants are told, a few
 * one by one, many in a file. Every piece has a transaction of its own, and what is repeated is the same to the last
 * letter.
 */
@Component
class Instructing {
    private static final ZoneId THAILAND = ZoneId.of("Asia/Bangkok");
    private static final String PURPOSE = "GOVT";

    private final InstructionStore instructions;
    private final FileStore files;
    private final Verifying verifying;
    private final Books books;
    private final Participants participants;
    private final Limits limits;
    private final ParticipantGateway gateway;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;
    private final int mostSingle;

    Instructing(
            InstructionStore instructions,
            FileStore files,
            Verifying verifying,
            Books books,
            Participants participants,
            Limits limits,
            ParticipantGateway gateway,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${namjai.disbursement.most-single:10}") int mostSingle) {
        this.instructions = instructions;
        this.files = files;
        this.verifying = verifying;
        this.books = books;
        this.participants = participants;
        this.limits = limits;
        this.gateway = gateway;
        this.clock = clock;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.mostSingle = mostSingle;
    }

    /** Sends what the participants' limits allow. */
    Sending send(BatchId batch) {
        ownTransaction.executeWithoutResult(status -> instructions.dropSuspended(batch));
        Optional<RestClientException> unasked = verifying.ask(batch);
        var busy = new HashMap<ParticipantId, Instant>();
        while (Boolean.TRUE.equals(ownTransaction.execute(status -> moveToClearing(batch, busy)))) {
            // One piece a turn.
        }
        tell(batch);
        if (unasked.isPresent()) {
            throw unasked.get();
        }
        return new Sending(busy.values().stream().min(Comparator.naturalOrder()));
    }

    /** @param busy takes the participants whose limits are used up, and until when */
    private boolean moveToClearing(BatchId batch, Map<ParticipantId, Instant> busy) {
        List<Instruction> chosen = fitting(instructions.lockChosen(batch, busy.keySet(), Books.MAX_ORDERS));
        List<Instruction> allowed = chosen.stream()
                .collect(Collectors.groupingBy(Instruction::participant, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .flatMap(of -> allowed(of.getKey(), of.getValue(), busy).stream())
                .toList();
        if (!allowed.isEmpty()) {
            books.open(allowed.stream().map(Instruction::clearing).toList());
            // A refusal is a fault of our own: the books have promised the money.
            books.postEach(allowed.stream().map(Instruction::toClearing).toList())
                    .forEach(Posting::orThrow);
            instructions.markInstructed(allowed);
            putIntoFiles(batch, allowed);
        }
        return !chosen.isEmpty();
    }

    private List<Instruction> allowed(ParticipantId id, List<Instruction> wanted, Map<ParticipantId, Instant> busy) {
        Limits.Allowance allowance = limits.take(participant(id), wanted.size());
        if (allowance.payments() < wanted.size()) {
            busy.put(id, allowance.more());
        }
        return wanted.subList(0, allowance.payments());
    }

    /** As many as one posting takes. */
    private static List<Instruction> fitting(List<Instruction> chosen) {
        int orders = 0;
        int count = 0;
        for (Instruction instruction : chosen) {
            orders += instruction.toClearing().size();
            if (orders > Books.MAX_ORDERS) {
                break;
            }
            count++;
        }
        return chosen.subList(0, count);
    }

    private void putIntoFiles(BatchId batch, List<Instruction> moved) {
        record Kind(ParticipantId participant, Channel channel, MoneyForm money) {}
        moved.stream()
                .collect(Collectors.groupingBy(
                        instruction -> new Kind(instruction.participant(), instruction.channel(), instruction.money()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((kind, together) -> {
                    if (together.size() > mostSingle) {
                        UUID file = files.open(batch, kind.participant(), kind.channel(), kind.money());
                        instructions.putInto(file, together);
                    }
                });
    }

    /** One that can't be reached does not keep the others from theirs. */
    private void tell(BatchId batch) {
        RuntimeException failure = null;
        for (FileStore.Unsent file : files.unsent(batch)) {
            failure = tried(() -> tell(file), failure);
        }
        List<Instruction> single = instructions.untold(batch, Books.MAX_ORDERS);
        while (!single.isEmpty() && failure == null) {
            failure = tellEach(single);
            single = instructions.untold(batch, Books.MAX_ORDERS);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable RuntimeException tellEach(List<Instruction> single) {
        RuntimeException failure = null;
        Map<UUID, InstructionStore.Target> targets = targets(single);
        for (Instruction instruction : single) {
            failure = tried(
                    () -> {
                        gateway.instruct(baseUrl(instruction.participant()), instruction, target(targets, instruction));
                        ownTransaction.executeWithoutResult(status -> instructions.markTold(instruction.id()));
                    },
                    failure);
        }
        return failure;
    }

    private static @Nullable RuntimeException tried(Runnable step, @Nullable RuntimeException earlier) {
        try {
            step.run();
            return earlier;
        } catch (RuntimeException e) {
            return earlier == null ? e : earlier;
        }
    }

    private void tell(FileStore.Unsent file) {
        gateway.instruct(baseUrl(file.participant()), content(file));
        ownTransaction.executeWithoutResult(status -> files.markSent(file.id(), clock.instant()));
    }

    /** Sends what is unanswered again, word for word: the participants find that they have it. */
    void sendAgain(BatchId batch) {
        files.unanswered(batch).forEach(file -> gateway.instruct(baseUrl(file.participant()), content(file)));
        List<Instruction> single = instructions.unansweredSingles(batch);
        Map<UUID, InstructionStore.Target> targets = targets(single);
        single.forEach(instruction ->
                gateway.instruct(baseUrl(instruction.participant()), instruction, target(targets, instruction)));
    }

    private Map<UUID, InstructionStore.Target> targets(List<Instruction> single) {
        return instructions.targets(null, single.stream().map(Instruction::id).toList()).stream()
                .collect(Collectors.toMap(InstructionStore.Target::id, target -> target));
    }

    private static InstructionStore.Target target(Map<UUID, InstructionStore.Target> targets, Instruction instruction) {
        return Objects.requireNonNull(targets.get(instruction.id()));
    }

    private InstructionFile content(FileStore.Unsent file) {
        return new InstructionFile(
                FileStore.messageId(file.id()),
                file.madeAt(),
                file.madeAt().atZone(THAILAND).toLocalDate(),
                file.participant(),
                file.programme(),
                file.money() == MoneyForm.WALLET ? InstructionFile.Kind.WALLET : InstructionFile.Kind.ACCOUNT,
                PURPOSE,
                instructions.targets(file.id(), List.of()).stream()
                        .map(Instructing::item)
                        .toList());
    }

    private static InstructionFile.Item item(InstructionStore.Target target) {
        return new InstructionFile.Item(
                target.id(),
                target.amountSatang(),
                scheme(target.channel()),
                target.account(),
                target.citizenId(),
                target.payee());
    }

    private static InstructionFile.Scheme scheme(Channel channel) {
        return switch (channel) {
            case BANK_ACCOUNT, CARD_WALLET -> InstructionFile.Scheme.ACCOUNT;
            case PROMPTPAY_NATIONAL_ID -> InstructionFile.Scheme.NATIONAL_ID;
            case PROMPTPAY_MOBILE -> InstructionFile.Scheme.MOBILE;
            case E_WALLET -> InstructionFile.Scheme.E_WALLET;
        };
    }

    private URI baseUrl(ParticipantId id) {
        return participant(id).baseUrl();
    }

    private Participant participant(ParticipantId id) {
        return participants.find(id).orElseThrow(() -> new IllegalStateException("no participant " + id));
    }
}
