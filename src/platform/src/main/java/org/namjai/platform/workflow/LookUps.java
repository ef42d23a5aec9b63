package org.namjai.platform.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.registry.Question;
import org.namjai.platform.registry.Registry;
import org.springframework.stereotype.Component;

/**
 * What a programme's process will ask the registries in a round: read from its diagram and its table of phases, so that the
 * questions of a whole batch can be asked before its processes run. A question that can't be told beforehand is left to its
 * task, which then asks itself.
 */
@Component
class LookUps {
    private static final int MOST_KEPT = 1_000;
    private static final Pattern VARIABLE = Pattern.compile("[$#]\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}");

    private final RepositoryService repository;
    private final DecisionService decisions;
    private final Map<Asked, List<Question>> known = new ConcurrentHashMap<>();

    private record Asked(String definition, String round) {}

    LookUps(RepositoryService repository, DecisionService decisions) {
        this.repository = repository;
        this.decisions = decisions;
    }

    /** What is deployed never changes, so it is read once. */
    List<Question> of(String definitionId, String round) {
        if (known.size() >= MOST_KEPT) known.clear();
        return known.computeIfAbsent(new Asked(definitionId, round), this::read);
    }

    private List<Question> read(Asked asked) {
        ProcessDefinition definition = repository.getProcessDefinition(asked.definition());
        Map<String, Object> phase = phase(definition, asked.round());
        List<Question> questions = new ArrayList<>();
        for (Map<String, String> parameters :
                TypedTasks.parameters(repository.getBpmnModelInstance(asked.definition()), "lookUpRegistry")) {
            Question question = question(parameters, phase);
            if (question != null && !questions.contains(question)) questions.add(question);
        }
        return List.copyOf(questions);
    }

    private Map<String, Object> phase(ProcessDefinition definition, String round) {
        DecisionDefinition table = repository
                .createDecisionDefinitionQuery()
                .deploymentId(definition.getDeploymentId())
                .decisionDefinitionKey(definition.getKey() + "-phases")
                .singleResult();
        Map<String, Object> phase = new HashMap<>(Map.of("round", round));
        if (table == null) return phase;
        DmnDecisionRuleResult outputs = decisions
                .evaluateDecisionTableById(table.getId(), Variables.putValue("round", round))
                .getSingleResult();
        if (outputs != null) phase.putAll(outputs.getEntryMap());
        return phase;
    }

    private static @Nullable Question question(Map<String, String> parameters, Map<String, Object> phase) {
        Registry registry = Registry.of(parameters.getOrDefault("registry", "")).orElse(null);
        if (registry == null) return null;
        Map<String, @Nullable Object> attributes = new HashMap<>();
        registry.questionAttributes().forEach(name -> attributes.put(name, value(parameters.get(name), phase)));
        try {
            return new Question(registry, attributes);
        } catch (IllegalArgumentException e) {
            // Its values come from elsewhere, or are wrong, which the task will say.
            return null;
        }
    }

    private static @Nullable Object value(@Nullable String text, Map<String, Object> phase) {
        if (text == null) return null;
        Matcher variable = VARIABLE.matcher(text);
        return variable.matches() ? phase.get(variable.group(1)) : text;
    }
}
