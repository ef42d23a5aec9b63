package org.namjai.platform.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.disbursement.BatchId;
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

    private static final String FACT_NAMES = "factNames";

    private Case() {}

    /** Of a programme's process: its business key. */
    static RequestId request(DelegateExecution task) {
        return new RequestId(UUID.fromString(task.getProcessBusinessKey()));
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
        String names = facts.keySet().stream().sorted().collect(Collectors.joining(","));
        return variables.putValueTyped(FACT_NAMES, Variables.stringValue(names, true));
    }

    /** Adds to the facts that the process has. */
    static void addFacts(DelegateExecution task, Map<String, ? extends @Nullable Object> facts) {
        VariableMap variables = transientFacts(new HashMap<>(facts));
        String names = variables.getValue(FACT_NAMES, String.class);
        String before = text(task, FACT_NAMES);
        variables.putValueTyped(
                FACT_NAMES, Variables.stringValue(before.isEmpty() ? names : before + "," + names, true));
        task.setVariables(variables);
    }

    /** The facts in one line for a case worker, such as {@code age: 34, incomeSatang: -}. */
    static String facts(DelegateExecution task) {
        Map<String, String> line = new TreeMap<>();
        for (String name : text(task, FACT_NAMES).split(",", -1)) {
            Object value = task.getVariable(name);
            line.put(name, value == null ? "-" : value.toString());
        }
        return line.entrySet().stream()
                .map(fact -> fact.getKey() + ": " + fact.getValue())
                .collect(Collectors.joining(", "));
    }

    static String text(DelegateExecution task, String name) {
        return Objects.toString(task.getVariable(name), "");
    }
}
