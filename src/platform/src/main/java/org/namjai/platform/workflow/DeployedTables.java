package org.namjai.platform.workflow;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.variable.VariableMap;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Component;

/**
 * Tables that give every reason against something, evaluated in memory. What is deployed never changes, so each is parsed
 * once; none is of another deployment than the one that is asked for.
 */
@Component
class DeployedTables {
    private static final int MOST_KEPT = 1_000;

    private final RepositoryService repository;
    private final Programmes programmes;
    private final DmnEngine engine = EngineConfiguration.dmn().buildEngine();
    private final Map<Asked, Optional<Table>> tables = new ConcurrentHashMap<>();

    private record Asked(String deployment, String key) {}

    /** @param id of the deployed decision */
    record Table(String id, DmnDecision decision) {}

    DeployedTables(RepositoryService repository, Programmes programmes) {
        this.repository = repository;
        this.programmes = programmes;
    }

    /** The one beside the programme's published version. */
    Optional<Table> published(ProgrammeId programme, String kind) {
        return programmes.publishedDeployment(programme).flatMap(deployment -> in(deployment, programme + "-" + kind));
    }

    /** The one beside another decision; none when the engine has that decision no more. */
    Optional<Table> beside(String decision, ProgrammeId programme, String kind) {
        DecisionDefinition known = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionId(decision)
                .singleResult();
        return Optional.ofNullable(known).flatMap(there -> in(there.getDeploymentId(), programme + "-" + kind));
    }

    List<Reason> reasons(Table table, VariableMap facts) {
        return engine.evaluateDecision(table.decision(), facts).stream()
                .map(row ->
                        new Reason(text(row, Case.REASON_CODE), text(row, Case.REASON_TH), text(row, Case.REASON_EN)))
                .toList();
    }

    private static String text(DmnDecisionResultEntries row, String output) {
        return Objects.toString(row.getEntry(output), "");
    }

    private Optional<Table> in(String deployment, String key) {
        if (tables.size() >= MOST_KEPT) tables.clear();
        return tables.computeIfAbsent(new Asked(deployment, key), this::parsed);
    }

    private Optional<Table> parsed(Asked asked) {
        DecisionDefinition deployed = repository
                .createDecisionDefinitionQuery()
                .deploymentId(asked.deployment())
                .decisionDefinitionKey(asked.key())
                .singleResult();
        if (deployed == null) return Optional.empty();
        InputStream model = repository.getDecisionModel(deployed.getId());
        return Optional.of(new Table(deployed.getId(), engine.parseDecision(asked.key(), model)));
    }
}
