package org.namjai.platform.oversight;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.oversight.PaymentCase.Kind;
import org.namjai.platform.oversight.PaymentCase.State;
import org.namjai.platform.oversight.PaymentCaseStore.Disputed;
import org.namjai.platform.oversight.PaymentCaseStore.Earlier;
import org.namjai.platform.oversight.PaymentCaseStore.Opening;
import org.namjai.platform.oversight.PaymentCaseStore.Words;
import org.namjai.platform.privacy.ForgottenException;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.CaseWorker;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Pseudonym;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Cases about payments, from their opening to their outcome; people decide, and two of them where money follows. */
@Service
public class PaymentCases {
    private static final Reason DISPUTED = new Reason(
            "dispute",
            "ผู้จ่ายโต้แย้งรายการนี้ผ่านผู้ให้บริการ",
            "The payer disputes the payment through the participant.");
    private static final Reason WANTED_BACK = new Reason(
            "reversal",
            "ร้านค้าขอคืนเงินรายการนี้ พ้นเวลาที่คืนได้เองแล้ว",
            "The merchant wants to give the payment back, after the time in which that needs nobody.");
    private static final Reason CLOSED = new Reason(
            "case-closed", "เรื่องนี้ไม่ได้รอการพิจารณาแล้ว", "This case does not wait for a decision any more.");
    private static final Reason OWN = new Reason(
            "own-case",
            "เรื่องนี้เกี่ยวกับการจ่ายเงินของคุณ จึงพิจารณาเองไม่ได้",
            "The case is about your own payments.");
    private static final Reason SAME_PERSON = new Reason(
            "decided-before",
            "คุณเป็นผู้เสนอผลนี้ ต้องให้ผู้อื่นยืนยัน",
            "You proposed this decision; somebody else has to confirm it.");
    private static final Reason NO_SUCH_MEASURE =
            new Reason("measure", "ผลนี้ใช้กับเรื่องนี้ไม่ได้", "This decision does not fit this case.");

    private final PaymentCaseStore store;
    private final People people;
    private final Measures measures;

    PaymentCases(PaymentCaseStore store, People people, Measures measures) {
        this.store = store;
        this.people = people;
        this.measures = measures;
    }

    /** Opens a case, unless the same is open or was closed a moment ago. */
    void flag(MisuseFacts facts, long payers, MisuseRules.Flag flag) {
        var about = new PaymentCase(
                UUID.randomUUID(),
                Kind.MISUSE,
                facts.programme(),
                flag.reason(),
                facts.evidence(payers),
                facts.from(),
                facts.to(),
                null,
                facts.isMerchant() ? null : new Pseudonym(facts.id()),
                facts.isMerchant() ? UUID.fromString(facts.id()) : null,
                facts.district(),
                Set.of(facts.participant()),
                State.OPEN,
                null,
                null,
                facts.to(),
                null);
        store.open(new Opening(about, facts.subjectKind(), facts.id(), null), flag.againAfterMinutes());
    }

    /** A participant's, for its customer. */
    @Transactional
    public DisputeReceipt dispute(NewDispute dispute) {
        Optional<Disputed> found = store.disputed(dispute);
        if (found.isEmpty()) return new DisputeReceipt.UnknownPayment();
        Disputed payment = found.get();
        try {
            Optional<DisputeReceipt> before = repeated(dispute, payment);
            if (before.isPresent()) return before.get();
            UUID id = UUID.randomUUID();
            if (store.open(opening(id, dispute, payment), 0)) return new DisputeReceipt.Opened(id);
            return repeated(dispute, payment).orElseGet(DisputeReceipt.AlreadyOpen::new);
        } catch (ForgottenException e) {
            // Whoever paid was forgotten; there is nobody to give anything back to.
            return new DisputeReceipt.UnknownPayment();
        }
    }

    private Optional<DisputeReceipt> repeated(NewDispute dispute, Disputed payment) {
        return store.ofKey(dispute.participant(), dispute.key()).map(earlier -> {
            boolean same = earlier.payment().equals(dispute.payment())
                    && earlier.kind().equals(dispute.kind().code())
                    && grounds(earlier, payment).equals(dispute.grounds());
            return same ? new DisputeReceipt.Opened(earlier.id()) : new DisputeReceipt.KeyReused();
        });
    }

    private String grounds(Earlier earlier, Disputed payment) {
        return earlier.sealed() == null
                ? Objects.toString(earlier.clear(), "")
                : people.open(payment.payer(), earlier.sealed(), context(earlier.id()));
    }

    private Opening opening(UUID id, NewDispute dispute, Disputed payment) {
        var about = new PaymentCase(
                id,
                dispute.kind(),
                payment.programme(),
                dispute.kind() == Kind.DISPUTE ? DISPUTED : WANTED_BACK,
                Map.of("satang", payment.amountSatang()),
                payment.askedAt().minusMillis(1),
                payment.askedAt(),
                payment.payment(),
                payment.payer(),
                payment.merchant(),
                payment.district(),
                Set.copyOf(payment.participants()),
                State.OPEN,
                null,
                null,
                payment.askedAt(),
                null);
        byte[] sealed = payment.shopPaid() ? null : people.seal(payment.payer(), dispute.grounds(), context(id));
        var words =
                new Words(dispute.participant(), dispute.key(), sealed, payment.shopPaid() ? dispute.grounds() : null);
        return new Opening(about, "payment", payment.payment().toString(), words);
    }

    /** Takes cases whose process is to be started, within the caller's transaction. */
    @Transactional
    public List<PaymentCase> takeOpened(int limit) {
        return store.take(limit);
    }

    public Optional<PaymentCase> find(UUID id) {
        return store.find(id);
    }

    /** Of a participant that the case concerns; others' is not found. */
    public Optional<PaymentCase> findOf(ParticipantId participant, UUID id) {
        return store.find(id).filter(about -> about.participants().contains(participant));
    }

    /** Newest first, up to 200. */
    public List<PaymentCase> list() {
        return store.list(null);
    }

    /** Those that concern the participant, newest first, up to 200. */
    public List<PaymentCase> listOf(ParticipantId participant) {
        return store.list(participant);
    }

    /** Why this one may not decide the case now; none when nothing stands against it. */
    public Optional<Reason> barrier(UUID id, CaseWorker worker) {
        PaymentCase about = store.find(id).orElseThrow();
        if (about.state() == State.CLOSED) return Optional.of(CLOSED);
        if (isPayer(about, worker)) return Optional.of(OWN);
        boolean same = about.state() == State.TO_CONFIRM
                && store.decidedBy(id).filter(worker.name()::equals).isPresent();
        return same ? Optional.of(SAME_PERSON) : Optional.empty();
    }

    private boolean isPayer(PaymentCase about, CaseWorker worker) {
        return worker.citizenId() != null
                && about.payer() != null
                && people.find(worker.citizenId()).filter(about.payer()::equals).isPresent();
    }

    /**
     * A worker decides; what takes two waits for the second. In the caller's transaction.
     *
     * @return why the decision is none; nothing when it stands
     */
    @Transactional
    public Optional<Reason> decide(UUID id, Measure measure, String note, String worker) {
        PaymentCase about = store.lock(id);
        if (about.state() != State.OPEN) return Optional.of(CLOSED);
        if (!about.allows(measure)) return Optional.of(NO_SUCH_MEASURE);
        store.decide(id, measure, note, worker);
        store.record(worker, "decided", id, measure.code());
        return Optional.empty();
    }

    /**
     * Another worker agrees, or sends it back to be decided anew. In the caller's transaction.
     *
     * @return why that does not count; nothing when it does
     */
    @Transactional
    public Optional<Reason> confirm(UUID id, boolean agreed, String note, String worker) {
        PaymentCase about = store.lock(id);
        if (about.state() != State.TO_CONFIRM) return Optional.of(CLOSED);
        if (store.decidedBy(id).filter(worker::equals).isPresent()) return Optional.of(SAME_PERSON);
        store.record(worker, agreed ? "confirmed" : "sent-back", id, note);
        if (agreed) store.confirm(id, worker);
        else store.reopen(id);
        return Optional.empty();
    }

    /** Closes a case about which nothing is done. */
    @Transactional
    public void dismiss(UUID id) {
        PaymentCase about = store.lock(id);
        if (about.state() != State.OPEN || about.measure() != Measure.DISMISS) throw undecided(about);
        store.close(id);
    }

    /**
     * Does what two people decided and closes the case. What cannot be done puts it back to be decided anew.
     *
     * @return why it cannot be done; nothing when it is done
     */
    @Transactional
    public Optional<Reason> carryOut(UUID id, Measure measure) {
        PaymentCase about = store.lock(id);
        boolean decided = about.state() == State.TO_CONFIRM && about.measure() == measure && store.isConfirmed(id);
        if (!decided) throw undecided(about);
        Optional<Reason> impossible = measures.take(about, measure);
        impossible.ifPresentOrElse(
                reason -> {
                    store.record("platform", "impossible", id, reason.code());
                    store.reopen(id);
                },
                () -> store.close(id));
        return impossible;
    }

    private static IllegalStateException undecided(PaymentCase about) {
        return new IllegalStateException(
                "payment case " + about.id() + " is " + about.state() + ", nobody decided this");
    }

    /** An open case of the worker's provinces, and the look into it on record; nothing for anybody else. */
    @Transactional
    public Optional<CaseFile> look(UUID id, CaseWorker worker) {
        Optional<PaymentCase> open = store.find(id)
                .filter(about -> about.state() != State.CLOSED)
                .filter(about -> worker.worksIn(about.district()))
                .filter(about -> !isPayer(about, worker));
        open.ifPresent(about -> store.record(worker.name(), "viewed", id, null));
        return open.map(about -> new CaseFile(about, groundsOf(about), store.payments(about)));
    }

    /**
     * What a case worker sees.
     *
     * @param grounds what the participant wrote; none for misuse, or when the payer was forgotten
     */
    public record CaseFile(PaymentCase about, @Nullable String grounds, List<SeenPayment> payments) {}

    private @Nullable String groundsOf(PaymentCase about) {
        Words words = store.words(about.id()).orElse(null);
        if (words == null || words.sealed() == null || about.payer() == null)
            return words == null ? null : words.clear();
        try {
            return people.open(about.payer(), words.sealed(), context(about.id()));
        } catch (ForgottenException e) {
            return null;
        }
    }

    /** Stays on record although what was tried is rolled back. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void refused(UUID id, String who, String why) {
        store.record(who, "refused", id, why);
    }

    private static String context(UUID id) {
        return "payment_case/" + id;
    }
}
