package org.namjai.platform.workflow;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.disbursement.BatchId;
import org.namjai.platform.registry.Answer;
import org.namjai.platform.request.Decision;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.shared.Reason;

/** The variables that processes and their tasks share: names as the DMN tables' outputs and the forms spell them. */
final class Case {
    static final String OUTCOME = "outcome";
    static final String AMOUNT_SATANG = "amountSatang";
    static final String REASON_CODE = "reasonCode";
    static final String REASON_TH = "reasonTh";
    static final String REASON_EN = "reasonEn";
    static final String DECIDED_BY = "decidedBy";
    static final String ROUND = "round";

    /** The first day, in Thailand, on which the programme's round pays, if its table of phases names one. */
    static final String PAYS_FROM = "paysFrom";

    static final String APPROVED = "approved";
    static final String REVIEW_NOTE = "reviewNote";
    static final String CASE_FILE = "caseFile";

    /** The process of a case about payments; its business key is the case's id. */
    static final String PAYMENT_CASE = "payment-case";

    /** Of a payment case's process: what was decided. */
    static final String MEASURE = "measure";

    /** The group of the case workers; those of one province are in {@code case-worker-10} and so on. */
    static final String WORKERS = "case-worker";

    /** Of an appeal's process, whose business key is the appeal's. */
    static final String REQUEST_ID = "requestId";

    /** Of an appeal's process: whose rules its request is under, with its {@link #ROUND}. */
    static final String PROGRAMME = "programme";

    /** Codes of the registries that have no usable record of the person. */
    static final String MISSING_RECORDS = "missingRecords";

    static final String RECORDS_COMPLETE = "recordsComplete";

    /** When the request was read again, after the process had waited: what registries said before counts no more. */
    private static final String ASKED_SINCE = "askedSince";

    /** What the process alone sets: an answer of the same name would be taken for it. */
    static final Set<String> OWN = Set.of(
            OUTCOME,
            AMOUNT_SATANG,
            REASON_CODE,
            REASON_TH,
            REASON_EN,
            DECIDED_BY,
            ROUND,
            PAYS_FROM,
            APPROVED,
            REVIEW_NOTE,
            CASE_FILE,
            REQUEST_ID,
            MISSING_RECORDS,
            RECORDS_COMPLETE,
            ASKED_SINCE);

    private Case() {}

    /** Of a programme's process its business key; an appeal's process names its request. */
    static RequestId request(DelegateExecution task) {
        String named = text(task, REQUEST_ID);
        return new RequestId(UUID.fromString(named.isEmpty() ? task.getProcessBusinessKey() : named));
    }

    /** What a case worker decides about; nothing when the task is not for case workers. */
    static CaseSubject subjectOf(DelegateTask task) {
        boolean isCase = task.getCandidates().stream()
                .anyMatch(link -> link.getGroupId() != null && link.getGroupId().startsWith(WORKERS));
        if (!isCase) return CaseSubject.NONE;
        boolean ofPayments = task.getProcessDefinitionId().startsWith(PAYMENT_CASE + ":");
        return ofPayments
                ? CaseSubject.of(paymentCase(task.getExecution()))
                : CaseSubject.of(request(task.getExecution()));
    }

    /** Of a payment case's process. */
    static UUID paymentCase(DelegateExecution task) {
        return UUID.fromString(task.getProcessBusinessKey());
    }

    /** Of the disbursement's process: its business key. */
    static BatchId batch(DelegateExecution task) {
        return new BatchId(UUID.fromString(task.getProcessBusinessKey()));
    }

    /** Which round the disbursement's process is in, from 1. */
    static int round(DelegateExecution task) {
        return ((Number) task.getVariable(ROUND)).intValue();
    }

    static Decision decision(DelegateExecution task) {
        Object amount = task.getVariable(AMOUNT_SATANG);
        return new Decision(
                text(task, OUTCOME),
                amount instanceof Number satang ? satang.longValue() : 0,
                reason(task),
                text(task, DECIDED_BY));
    }

    static Reason reason(DelegateExecution task) {
        return new Reason(text(task, REASON_CODE), text(task, REASON_TH), text(task, REASON_EN));
    }

    /** Never stored: they are gone when the transaction ends. */
    static VariableMap transientFacts(Map<String, @Nullable Object> facts) {
        VariableMap variables = Variables.createVariables();
        facts.forEach((name, value) -> variables.putValueTyped(name, Variables.untypedValue(value, true)));
        return variables;
    }

    /** What was known of the request, for this task alone. */
    static void recall(DelegateExecution task, Map<String, ? extends @Nullable Object> facts) {
        task.setVariablesLocal(transientFacts(new HashMap<>(facts)));
    }

    /** Adds to the facts that the process has. */
    static void addFacts(DelegateExecution task, Map<String, ? extends @Nullable Object> facts) {
        task.setVariables(transientFacts(new HashMap<>(facts)));
    }

    /** Adds a registry's facts, and what all look-ups together say of missing records. */
    static void addFacts(DelegateExecution task, Answer answer) {
        String registry = answer.question().registry().code();
        Set<String> missing = new TreeSet<>();
        if (task.getVariable(MISSING_RECORDS) instanceof Collection<?> before) {
            before.forEach(code -> missing.add(String.valueOf(code)));
        }
        if (answer.isComplete()) missing.remove(registry);
        else missing.add(registry);
        Map<String, @Nullable Object> facts = new HashMap<>(answer.facts());
        facts.put(MISSING_RECORDS, List.copyOf(missing));
        facts.put(RECORDS_COMPLETE, missing.isEmpty());
        addFacts(task, facts);
    }

    /** The answers of the request form, for this transaction, in which registries are asked anew. */
    static void readAgain(DelegateExecution task, Map<String, Object> answers, Instant now) {
        VariableMap variables = Variables.createVariables();
        answers.forEach((name, value) -> variables.putValueTyped(name, Variables.untypedValue(value, true)));
        task.setVariables(variables.putValueTyped(ASKED_SINCE, Variables.untypedValue(now, true)));
    }

    static Instant askedSince(DelegateExecution task) {
        return task.getVariable(ASKED_SINCE) instanceof Instant since ? since : Instant.EPOCH;
    }

    static String text(DelegateExecution task, String name) {
        return Objects.toString(task.getVariable(name), "");
    }
}
