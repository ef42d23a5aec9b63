package org.namjai.platform.workflow;

import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.variable.Variables;
import org.namjai.platform.programme.Rounds;
import org.springframework.stereotype.Component;

/** The rounds that stand in the {@code …-phases} table beside a version's process. */
@Component
class PhaseTables implements Rounds {
    private static final int MOST_KEPT = 1_000;

    private final RepositoryService repository;
    private final DmnEngine engine = EngineConfiguration.dmn().buildEngine();
    private final Map<Asked, Boolean> known = new ConcurrentHashMap<>();

    private record Asked(String deployment, String table, String round) {}

    PhaseTables(RepositoryService repository) {
        this.repository = repository;
    }

    /** A version that the engine has no more knows none. What is deployed never changes, so each table is read once. */
    @Override
    public boolean isKnown(String definitionId, String round) {
        ProcessDefinition process = repository
                .createProcessDefinitionQuery()
                .processDefinitionId(definitionId)
                .singleResult();
        if (process == null) return false;
        if (known.size() >= MOST_KEPT) known.clear();
        return known.computeIfAbsent(
                new Asked(process.getDeploymentId(), process.getKey() + "-phases", round), this::read);
    }

    /** A programme without such a table has no figures that differ between rounds, so it takes any. */
    private boolean read(Asked asked) {
        DecisionDefinition phases = repository
                .createDecisionDefinitionQuery()
                .deploymentId(asked.deployment())
                .decisionDefinitionKey(asked.table())
                .singleResult();
        if (phases == null) return true;
        InputStream model = repository.getDecisionModel(phases.getId());
        var decision = engine.parseDecision(phases.getKey(), model);
        return !engine.evaluateDecision(decision, Variables.putValue("round", asked.round()))
                .isEmpty();
    }
}
