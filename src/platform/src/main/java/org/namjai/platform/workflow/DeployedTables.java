package org.namjai.platform.workflow;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Component;

/**
 * Deployed tables, evaluated in memory, without history or a query for each evaluation. What is deployed never changes, so
 * each is parsed once.
 */
@Component
class DeployedTables {
    /** How long another version may have been published before its tables decide. */
    static final Duration NOTICED_WITHIN = Duration.ofSeconds(1);

    private static final int MOST_KEPT = 1_000;

    /** FEEL's functions whose value is another one at each call; their names may be followed by blanks. */
    private static final Pattern OF_THE_MOMENT = Pattern.compile("\\b(now|today|random number)\\s*\\(");

    private final RepositoryService repository;
    private final DmnEngine engine = EngineConfiguration.dmn().buildEngine();
    private final Map<Asked, Optional<Table>> tables = new ConcurrentHashMap<>();
    private final LoadingCache<ProgrammeId, Optional<String>> published;

    private record Asked(String deployment, String key) {}

    /**
     * @param id of the deployed decision
     * @param timeless whether equal facts have equal answers, whenever they are asked for
     */
    record Table(String id, DmnDecision decision, boolean timeless) {}

    DeployedTables(RepositoryService repository, Programmes programmes) {
        this.repository = repository;
        this.published = Caffeine.newBuilder()
                .expireAfterWrite(NOTICED_WITHIN)
                .maximumSize(MOST_KEPT)
                .build(programmes::publishedDeployment);
    }

    /**
     * The one that came with the programme's published version, so that it too takes two people.
     *
     * @param kind what follows the programme's id and a dash in the table's id
     */
    Optional<Table> published(ProgrammeId programme, String kind) {
        return published.get(programme).flatMap(deployment -> in(deployment, programme + "-" + kind));
    }

    /** The one beside another decision; none when the engine has that decision no more. */
    Optional<Table> beside(String decision, ProgrammeId programme, String kind) {
        DecisionDefinition known = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionId(decision)
                .singleResult();
        return Optional.ofNullable(known).flatMap(there -> in(there.getDeploymentId(), programme + "-" + kind));
    }

    /** The newest of a table that belongs to no programme. */
    Optional<Table> newest(String key) {
        DecisionDefinition newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(key)
                .latestVersion()
                .singleResult();
        return Optional.ofNullable(newest).flatMap(there -> in(there.getDeploymentId(), key));
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
        byte[] model = read(repository.getDecisionModel(deployed.getId()));
        DmnDecision decision = engine.parseDecision(asked.key(), new ByteArrayInputStream(model));
        return Optional.of(new Table(deployed.getId(), decision, isTimeless(model)));
    }

    static boolean isTimeless(byte[] model) {
        String cells = XmlModel.parse("table.dmn", "table", model).root().getTextContent();
        return !OF_THE_MOMENT.matcher(cells).find();
    }

    private static byte[] read(InputStream model) {
        try (model) {
            return model.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows that match, in the table's order. */
    List<DmnDecisionResultEntries> rows(Table table, Map<String, Object> facts) {
        return List.copyOf(engine.evaluateDecision(table.decision(), facts));
    }

    List<Reason> reasons(Table table, Map<String, Object> facts) {
        return rows(table, facts).stream().map(DeployedTables::reason).toList();
    }

    static Reason reason(DmnDecisionResultEntries row) {
        return new Reason(text(row, Case.REASON_CODE), text(row, Case.REASON_TH), text(row, Case.REASON_EN));
    }

    static String text(DmnDecisionResultEntries row, String output) {
        return Objects.toString(row.getEntry(output), "");
    }
}
