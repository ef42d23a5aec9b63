package org.namjai.platform.disbursement;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.TransferKind;
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

/** Instructions to participants and their answers. */
@Service
public class Disbursements {
    private final DisbursementStore store;
    private final Books books;
    private final Participants participants;
    private final ParticipantGateway gateway;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate ownTransaction;

    Disbursements(
            DisbursementStore store,
            Books books,
            Participants participants,
            ParticipantGateway gateway,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.books = books;
        this.participants = participants;
        this.gateway = gateway;
        this.events = events;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** One for each request: asked again, it gives the first one's id. */
    @Transactional
    public DisbursementId open(NewDisbursement disbursement) {
        return store.open(new DisbursementId(UUID.randomUUID()), disbursement);
    }

    /**
     * Moves the money to the participant's clearing account, in a transaction of its own, then instructs the
     * participant: it can never credit what the books have not sent, and may answer before this returns. Throws when it
     * can't be reached; a repetition repeats both harmlessly.
     */
    public void instruct(DisbursementId id) {
        ownTransaction.executeWithoutResult(status -> moveToClearing(id));
        StoredDisbursement disbursement = store.get(id);
        gateway.instruct(baseUrl(disbursement.participant()), disbursement, store.payee(id));
        // In the caller's transaction: an answer is handed on once the caller's process is there to take it.
        store.markTold(id);
    }

    private void moveToClearing(DisbursementId id) {
        StoredDisbursement disbursement = locked(id);
        if (disbursement.state() != DisbursementState.OPENED) {
            return;
        }
        books.open(clearing(disbursement));
        post(order(disbursement, TransferKind.DISBURSE, entitlement(disbursement), clearing(disbursement)));
        store.enter(id, DisbursementState.INSTRUCTED);
    }

    /** Keeps the answer for the disbursement's process. */
    @Transactional
    public AnswerResult answer(DisbursementId id, ParticipantId from, Answer answer) {
        StoredDisbursement disbursement = store.lock(id)
                .filter(found -> found.participant().equals(from))
                .filter(found -> found.state() != DisbursementState.OPENED)
                .orElse(null);
        if (disbursement == null) {
            return AnswerResult.UNKNOWN;
        }
        Answer earlier = disbursement.answer();
        if (earlier != null) {
            return earlier.equals(answer) ? AnswerResult.RECORDED : AnswerResult.CONTRADICTION;
        }
        store.keep(id, answer);
        return AnswerResult.RECORDED;
    }

    /**
     * Takes the oldest answers that were not handed on, within the caller's transaction; others' are skipped. An answer
     * that overtakes the end of {@link #instruct} is kept back until then.
     */
    @Transactional
    public List<Answered> takeAnswered(int limit) {
        return store.takeAnswered(limit).stream().map(Disbursements::answered).toList();
    }

    /** The participant credited: the money is in the person's wallet. */
    @Transactional
    public void confirm(DisbursementId id) {
        StoredDisbursement disbursement = locked(id);
        Answer answer = disbursement.answer();
        if (answer == null || answer.walletId() == null) {
            throw new IllegalStateException("disbursement " + id + " was not credited");
        }
        if (disbursement.state() == DisbursementState.CONFIRMED) {
            return;
        }
        AccountRef wallet =
                AccountRef.wallet(disbursement.programme(), disbursement.participant(), disbursement.subject());
        books.open(wallet);
        post(order(disbursement, TransferKind.CONFIRM, clearing(disbursement), wallet)
                .following(key(disbursement, TransferKind.DISBURSE)));
        store.enter(id, DisbursementState.CONFIRMED);
        events.publishEvent(new WalletCredited(
                answer.walletId(),
                disbursement.programme(),
                disbursement.participant(),
                disbursement.subject(),
                disbursement.district()));
    }

    /** The participant refused: the money is back on the entitlement. */
    @Transactional
    public void cancel(DisbursementId id) {
        StoredDisbursement disbursement = locked(id);
        Answer answer = disbursement.answer();
        if (answer == null || answer.isCredited()) {
            throw new IllegalStateException("disbursement " + id + " was not refused");
        }
        if (disbursement.state() == DisbursementState.CANCELLED) {
            return;
        }
        post(order(disbursement, TransferKind.CANCEL, clearing(disbursement), entitlement(disbursement))
                .following(key(disbursement, TransferKind.DISBURSE)));
        store.enter(id, DisbursementState.CANCELLED);
    }

    public UUID requestOf(DisbursementId id) {
        return store.get(id).request();
    }

    /** The codes that {@link Answer#refused} knows. */
    public boolean knowsReason(String reasonCode) {
        return RefusalReasons.codes().contains(reasonCode);
    }

    private void post(TransferOrder order) {
        books.post(List.of(order)).orThrow();
    }

    private static TransferOrder order(
            StoredDisbursement disbursement, TransferKind kind, AccountRef debit, AccountRef credit) {
        return TransferOrder.of(key(disbursement, kind), kind, debit, credit, disbursement.amountSatang())
                .at(disbursement.participant())
                .about(disbursement.subject())
                .because(disbursement.id().value());
    }

    private static String key(StoredDisbursement disbursement, TransferKind kind) {
        return kind.code() + "/" + disbursement.id();
    }

    private StoredDisbursement locked(DisbursementId id) {
        return store.lock(id).orElseThrow(() -> new IllegalStateException("no disbursement " + id));
    }

    private URI baseUrl(ParticipantId id) {
        return participants
                .find(id)
                .map(Participant::baseUrl)
                .orElseThrow(() -> new IllegalStateException("no participant " + id));
    }

    private static AccountRef entitlement(StoredDisbursement disbursement) {
        return AccountRef.entitlement(disbursement.programme(), disbursement.subject());
    }

    private static AccountRef clearing(StoredDisbursement disbursement) {
        return AccountRef.clearing(disbursement.programme(), disbursement.participant());
    }

    private static Answered answered(StoredDisbursement disbursement) {
        Answer answer = disbursement.answer();
        if (answer == null) {
            throw new IllegalStateException("disbursement " + disbursement.id() + " has no answer");
        }
        String code = answer.reasonCode();
        return new Answered(disbursement.id(), answer.isCredited(), code == null ? null : RefusalReasons.of(code));
    }
}
