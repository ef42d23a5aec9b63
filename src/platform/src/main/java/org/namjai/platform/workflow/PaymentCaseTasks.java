package org.namjai.platform.workflow;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.namjai.platform.oversight.Measure;
import org.namjai.platform.oversight.PaymentCase;
import org.namjai.platform.oversight.PaymentCases;
import org.namjai.platform.shared.Reason;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The two tasks of a payment case. What a worker sends is held against the case itself, which knows whether it waits for a
 * decision or for its confirmation, so nothing that comes with the second can change what the first decided.
 */
final class PaymentCaseTasks {
    private static final String WHAT_IS_NEEDED =
            "ต้องเลือกผลและเขียนเหตุผล 5 ถึง 1,000 ตัวอักษร / A decision needs measure (dismiss, reverse or suspend), a"
                    + " confirmation approved (true or false), and both a reviewNote of 5 to 1,000 characters.";

    private final ObjectProvider<PaymentCases> cases;

    PaymentCaseTasks(ObjectProvider<PaymentCases> cases) {
        this.cases = cases;
    }

    /** To the province's workers too, with a link to the file; what was sent before must be said anew. */
    void offer(DelegateTask task, UUID id) {
        PaymentCase about = cases.getObject().find(id).orElseThrow();
        task.getExecution().removeVariables(List.of(Case.APPROVED, Case.REVIEW_NOTE));
        task.setVariableLocal(Case.CASE_FILE, "/payment-cases/" + id);
        task.addCandidateGroup(Case.WORKERS + "-" + about.district().substring(0, 2));
        if (about.state() == PaymentCase.State.TO_CONFIRM && about.measure() != null) {
            task.setVariableLocal("proposal", shown(about.measure()));
            task.setVariableLocal("proposalNote", about.note());
        }
    }

    private static String shown(Measure measure) {
        return switch (measure) {
            case DISMISS -> "ปิดเรื่อง / Dismiss";
            case SUSPEND -> "ระงับร้านค้า / Suspend the shop";
            case REVERSE -> "คืนเงิน / Reverse the payment";
        };
    }

    void sign(DelegateTask task, CaseSubject subject) {
        UUID id = Objects.requireNonNull(subject.paymentCase());
        String worker = Objects.toString(task.getAssignee(), "");
        String note = Objects.toString(task.getVariable(Case.REVIEW_NOTE), "").strip();
        boolean toConfirm = cases.getObject().find(id).orElseThrow().state() == PaymentCase.State.TO_CONFIRM;
        if (worker.isEmpty() || note.length() < 5 || note.length() > 1_000) {
            throw new CaseRefused(subject, WHAT_IS_NEEDED);
        }
        (toConfirm ? confirm(task, subject, worker, note) : decide(task, subject, worker, note)).ifPresent(reason -> {
            throw new CaseRefused(subject, reason.th() + " / " + reason.en());
        });
        PaymentCase decided = cases.getObject().find(id).orElseThrow();
        task.setVariable(
                Case.MEASURE, decided.measure() == null ? "" : decided.measure().code());
    }

    private Optional<Reason> decide(DelegateTask task, CaseSubject subject, String worker, String note) {
        Measure measure = Measure.of(Objects.toString(task.getVariable(Case.MEASURE), ""))
                .orElseThrow(() -> new CaseRefused(subject, WHAT_IS_NEEDED));
        return cases.getObject().decide(Objects.requireNonNull(subject.paymentCase()), measure, note, worker);
    }

    private Optional<Reason> confirm(DelegateTask task, CaseSubject subject, String worker, String note) {
        String agreed = String.valueOf(task.getVariable(Case.APPROVED));
        if (!agreed.matches("true|false")) throw new CaseRefused(subject, WHAT_IS_NEEDED);
        return cases.getObject()
                .confirm(Objects.requireNonNull(subject.paymentCase()), agreed.equals("true"), note, worker);
    }
}
