package org.namjai.platform.workflow;

import java.io.InputStream;
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
    private final RepositoryService repository;
    private final DmnEngine engine = EngineConfiguration.dmn().buildEngine();

    PhaseTables(RepositoryService repository) {
        this.repository = repository;
    }

    /** A programme without such a table has no figures that differ between rounds, so it takes any. */
    @Override
    public boolean isKnown(String definitionId, String round) {
        ProcessDefinition process = repository.getProcessDefinition(definitionId);
        DecisionDefinition phases = repository
                .createDecisionDefinitionQuery()
                .deploymentId(process.getDeploymentId())
                .decisionDefinitionKey(process.getKey() + "-phases")
                .singleResult();
        if (phases == null) return true;
        InputStream model = repository.getDecisionModel(phases.getId());
        var decision = engine.parseDecision(phases.getKey(), model);
        return !engine.evaluateDecision(decision, Variables.putValue("round", round))
                .isEmpty();
    }
}
