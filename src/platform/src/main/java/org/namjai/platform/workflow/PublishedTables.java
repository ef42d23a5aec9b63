package org.namjai.platform.workflow;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.ProgrammeId;

/**
 * Programmes' tables of one kind, evaluated in memory: parsed once for each deployed version, no history and no query for
 * each. They are those that came with the published version, so that they too take two people; a new one is noticed within
 * {@link #NOTICED_WITHIN}.
 */
final class PublishedTables {
    static final Duration NOTICED_WITHIN = Duration.ofSeconds(1);

    private final String suffix;
    private final RepositoryService repository;
    private final Programmes programmes;
    private final DmnEngine engine = EngineConfiguration.dmn().buildEngine();
    private final Map<ProgrammeId, Table> tables = new ConcurrentHashMap<>();

    /** @param suffix what follows the programme's id in the table's, such as {@code -spending} */
    PublishedTables(String suffix, RepositoryService repository, Programmes programmes) {
        this.suffix = suffix;
        this.repository = repository;
        this.programmes = programmes;
    }

    /** @param definition id of the deployed decision; empty when the programme has no such table */
    record Table(String definition, @Nullable DmnDecision decision, long checkedNanos) {}

    Table current(ProgrammeId programme) {
        Table known = tables.get(programme);
        long now = System.nanoTime();
        if (known != null && now - known.checkedNanos() < NOTICED_WITHIN.toNanos()) return known;
        return tables.compute(programme, (id, table) -> renewed(id, table, now));
    }

    /** The rows that match; none when the programme has no such table. */
    List<DmnDecisionResultEntries> rows(Table table, Map<String, Object> facts) {
        return table.decision() == null
                ? List.of()
                : engine.evaluateDecision(table.decision(), facts).stream().toList();
    }

    private Table renewed(ProgrammeId programme, @Nullable Table known, long now) {
        DecisionDefinition published = programmes
                .publishedDeployment(programme)
                .map(deployment -> repository
                        .createDecisionDefinitionQuery()
                        .deploymentId(deployment)
                        .decisionDefinitionKey(programme.value() + suffix)
                        .singleResult())
                .orElse(null);
        if (published == null) return new Table("", null, now);
        if (known != null && published.getId().equals(known.definition())) {
            return new Table(known.definition(), known.decision(), now);
        }
        return new Table(published.getId(), parse(published), now);
    }

    private DmnDecision parse(DecisionDefinition definition) {
        InputStream model = repository.getDecisionModel(definition.getId());
        return engine.parseDecision(definition.getKey(), model);
    }
}
