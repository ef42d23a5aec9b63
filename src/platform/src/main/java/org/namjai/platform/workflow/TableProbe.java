package org.namjai.platform.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableInputImpl;
import org.camunda.bpm.dmn.engine.impl.DmnExpressionImpl;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/** A table on one person's facts, whose columns can be told another value than their expressions give. */
final class TableProbe {
    private static final DmnEngine ENGINE = EngineConfiguration.dmn().buildEngine();
    private static final FeelEngine FEEL = new CachingFeel().createInstance();
    private static final String CHANGED = "namjaiColumn";

    private final DmnDecisionImpl decision;
    private final VariableMap variables;

    TableProbe(EligibilityTable table, Map<String, @Nullable Object> variables) {
        this.decision = withNamedColumns(table.decision().getKey(), table.logic());
        this.variables = Variables.fromMap(new HashMap<>(variables));
    }

    /** The same table; each column reads a variable of its own instead of its expression. */
    private static DmnDecisionImpl withNamedColumns(String key, DmnDecisionTableImpl table) {
        List<DmnDecisionTableInputImpl> inputs = new ArrayList<>();
        for (DmnDecisionTableInputImpl input : table.getInputs()) {
            DmnExpressionImpl expression = new DmnExpressionImpl();
            expression.setExpression(CHANGED + inputs.size());
            expression.setExpressionLanguage("feel");
            if (input.getExpression() != null) {
                expression.setTypeDefinition(input.getExpression().getTypeDefinition());
            }
            DmnDecisionTableInputImpl named = new DmnDecisionTableInputImpl();
            named.setId(input.getId());
            named.setName(input.getName());
            named.setInputVariable(input.getInputVariable());
            named.setExpression(expression);
            inputs.add(named);
        }
        DmnDecisionTableImpl copy = new DmnDecisionTableImpl();
        copy.setHitPolicyHandler(table.getHitPolicyHandler());
        copy.setInputs(inputs);
        copy.setOutputs(table.getOutputs());
        copy.setRules(table.getRules());
        DmnDecisionImpl decision = new DmnDecisionImpl();
        decision.setKey(key);
        decision.setDecisionLogic(copy);
        return decision;
    }

    /** Of an expression on the person's facts; null too when it can't be told. */
    @Nullable
    Object value(String expression) {
        if (expression.isBlank()) return null;
        try {
            return FEEL.evaluateSimpleExpression(expression, variables.asVariableContext());
        } catch (FeelException e) {
            return null;
        }
    }

    boolean matches(String cell, Column column, @Nullable Object value) {
        if (cell.isBlank()) return true;
        VariableMap scope = Variables.fromMap(variables).putValue(column.variable(), value);
        try {
            return FEEL.evaluateSimpleUnaryTests(cell, column.variable(), scope.asVariableContext());
        } catch (FeelException e) {
            return false;
        }
    }

    boolean isEligible(List<@Nullable Object> values) {
        return "eligible".equals(Objects.toString(output(values, Case.OUTCOME), ""));
    }

    long amountSatang(List<@Nullable Object> values) {
        return output(values, Case.AMOUNT_SATANG) instanceof Number satang ? satang.longValue() : 0;
    }

    private @Nullable Object output(List<@Nullable Object> values, String name) {
        VariableMap scope = Variables.fromMap(variables);
        for (int i = 0; i < values.size(); i++) scope.putValue(CHANGED + i, values.get(i));
        try {
            DmnDecisionTableResult result = ENGINE.evaluateDecisionTable(decision, scope);
            return result.isEmpty() ? null : result.getFirstResult().getEntry(name);
        } catch (DmnEngineException | FeelException e) {
            // Two rules of a UNIQUE table, for one: no decision, so not this one.
            return null;
        }
    }
}
