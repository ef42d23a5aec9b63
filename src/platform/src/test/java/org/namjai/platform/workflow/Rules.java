package org.namjai.platform.workflow;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableRuleImpl;
import org.jspecify.annotations.Nullable;

/** One of the officers' tables, decided as the platform does it; knows which of its rules no test has made fire. */
final class Rules {
    private final Set<String> fired = new TreeSet<>();
    private final DmnEngine engine = engine(fired);
    private final String id;
    private final DmnDecision table;

    Rules(String id) {
        this.id = id;
        table = engine.parseDecision(id, new ByteArrayInputStream(Models.read(id + ".dmn")));
    }

    private static DmnEngine engine(Set<String> fired) {
        DefaultDmnEngineConfiguration configuration = EngineConfiguration.dmn();
        configuration.getCustomPostDecisionTableEvaluationListeners().add(event -> fired.addAll(rulesOf(event)));
        return configuration.buildEngine();
    }

    private static List<String> rulesOf(DmnDecisionTableEvaluationEvent event) {
        return event.getMatchingRules().stream().map(rule -> rule.getId()).toList();
    }

    /** The one result's outputs. */
    Map<String, @Nullable Object> decide(Map<String, @Nullable Object> facts) {
        DmnDecisionResult result = engine.evaluateDecision(table, facts);
        return new HashMap<>(result.getSingleResult().getEntryMap());
    }

    /** How many rows of the table match. */
    int matches(Map<String, @Nullable Object> facts) {
        return engine.evaluateDecision(table, facts).size();
    }

    /** The rules that nothing has met yet, with their table. */
    Set<String> unmet() {
        return ((DmnDecisionTableImpl) table.getDecisionLogic())
                .getRules().stream()
                        .map(DmnDecisionTableRuleImpl::getId)
                        .filter(rule -> !fired.contains(rule))
                        .map(rule -> id + ": " + rule)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Facts in one line, such as {@code age=15 suspended=true incomeSatang=null}, changed in these. */
    static Map<String, @Nullable Object> changed(Map<String, ? extends @Nullable Object> facts, String changes) {
        Map<String, @Nullable Object> all = new HashMap<>(facts);
        for (String change : changes.strip().split("\\s+", -1)) {
            if (change.isEmpty()) continue;
            String[] parts = change.split("=", 2);
            all.put(parts[0], typed(parts[1]));
        }
        return all;
    }

    private static @Nullable Object typed(String value) {
        if (value.equals("null")) return null;
        if (value.equals("true") || value.equals("false")) return Boolean.valueOf(value);
        return value.matches("-?[0-9]{1,10}") ? (Object) Long.valueOf(value) : value;
    }
}
