package org.namjai.platform.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedOutput;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.request.TableDecision;
import org.namjai.platform.request.TableDecisions;
import org.namjai.platform.shared.Reason;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Keeps each evaluation of an eligibility table in a request's process, in the transaction that made it. The engine's own
 * history would keep the inputs in clear.
 */
final class DecisionRecorder implements DmnDecisionTableEvaluationListener {
    private final ObjectProvider<TableDecisions> decisions;
    private final ObjectProvider<EligibilityTables> tables;

    DecisionRecorder(ObjectProvider<TableDecisions> decisions, ObjectProvider<EligibilityTables> tables) {
        this.decisions = decisions;
        this.tables = tables;
    }

    @Override
    public void notify(DmnDecisionTableEvaluationEvent event) {
        var process = Context.getBpmnExecutionContext();
        if (process == null
                || !(event.getDecisionTable() instanceof DecisionDefinition definition)
                || !definition.getKey().endsWith(EligibilityTable.SUFFIX)) {
            return;
        }
        DelegateExecution task = process.getExecution();
        EligibilityTable table = tables.getObject().of(definition.getId());
        decisions.getObject().keep(Case.request(task), decision(event, definition, table, task));
    }

    private static TableDecision decision(
            DmnDecisionTableEvaluationEvent event,
            DecisionDefinition definition,
            EligibilityTable table,
            DelegateExecution task) {
        List<DmnEvaluatedDecisionRule> fired = event.getMatchingRules();
        Map<String, DmnEvaluatedOutput> outputs =
                fired.isEmpty() ? Map.of() : fired.get(0).getOutputEntries();
        Object amount = value(outputs, Case.AMOUNT_SATANG);
        return new TableDecision(
                definition.getKey(),
                definition.getId(),
                definition.getVersion(),
                text(outputs, Case.OUTCOME),
                amount instanceof Number satang ? satang.longValue() : 0,
                new Reason(
                        text(outputs, Case.REASON_CODE), text(outputs, Case.REASON_TH), text(outputs, Case.REASON_EN)),
                fired.stream()
                        .map(rule -> new TableDecision.Rule(
                                rule.getId(), table.descriptions().getOrDefault(rule.getId(), "")))
                        .toList(),
                new TableDecision.Basis(inputs(event), variables(table, task)));
    }

    private static List<TableDecision.Input> inputs(DmnDecisionTableEvaluationEvent event) {
        return event.getInputs().stream()
                .map(input -> new TableDecision.Input(
                        input.getId(),
                        Objects.requireNonNullElse(input.getName(), input.getId()),
                        plain(input.getValue().getValue())))
                .toList();
    }

    private static Map<String, @Nullable Object> variables(EligibilityTable table, DelegateExecution task) {
        var variables = new HashMap<String, @Nullable Object>();
        for (String name : table.names()) {
            if (task.hasVariable(name)) variables.put(name, plain(task.getVariable(name)));
        }
        return variables;
    }

    private static String text(Map<String, DmnEvaluatedOutput> outputs, String name) {
        return Objects.toString(value(outputs, name), "");
    }

    private static @Nullable Object value(Map<String, DmnEvaluatedOutput> outputs, String name) {
        DmnEvaluatedOutput output = outputs.get(name);
        return output == null ? null : output.getValue().getValue();
    }

    /** As JSON can say it; a date, for one, becomes its ISO text. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var plain = new HashMap<String, @Nullable Object>();
            map.forEach((key, inner) -> plain.put(String.valueOf(key), plain(inner)));
            return plain;
        }
        if (value instanceof Collection<?> list) {
            var plain = new ArrayList<@Nullable Object>();
            list.forEach(inner -> plain.add(plain(inner)));
            return plain;
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
