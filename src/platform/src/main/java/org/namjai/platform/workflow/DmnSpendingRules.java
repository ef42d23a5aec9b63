package org.namjai.platform.workflow;

import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.payment.Judgement;
import org.namjai.platform.payment.Refusal;
import org.namjai.platform.payment.SpendingFacts;
import org.namjai.platform.payment.SpendingRules;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Component;

/**
 * The programme's {@code …-spending} table, evaluated in memory: parsed once for each deployed version, no history and no
 * query a payment. It is the one that came with the published version, so that it too takes two people; a new one is
 * noticed within {@link #NOTICED_WITHIN}.
 */
@Component
class DmnSpendingRules implements SpendingRules {
    static final Duration NOTICED_WITHIN = Duration.ofSeconds(1);

    private static final Refusal NO_RULES = new Refusal(
            "payer",
            new Reason(
                    "no-spending-rules",
                    "โครงการนี้ไม่มีกติกาการใช้จ่าย",
                    "This programme has no spending rules, so nothing can be bought with it."));

    private final RepositoryService repository;
    private final Programmes programmes;
    private final DmnEngine engine = EngineConfiguration.dmn().buildEngine();
    private final Map<ProgrammeId, Table> tables = new ConcurrentHashMap<>();

    DmnSpendingRules(RepositoryService repository, Programmes programmes) {
        this.repository = repository;
        this.programmes = programmes;
    }

    @Override
    public Judgement judge(ProgrammeId programme, SpendingFacts facts) {
        Table table = current(programme);
        if (table.decision() == null) return new Judgement(List.of(NO_RULES), null);
        VariableMap inputs = inputs(facts);
        var refusals = new LinkedHashSet<Refusal>();
        for (String goods : facts.goodsClasses()) {
            engine.evaluateDecision(table.decision(), inputs.putValue("goodsClass", goods)).stream()
                    .map(DmnSpendingRules::refusal)
                    .forEach(refusals::add);
        }
        return new Judgement(List.copyOf(refusals), table.definition());
    }

    /** All but the class of goods; a table may ask for no others. */
    static VariableMap inputs(SpendingFacts facts) {
        return Variables.createVariables()
                .putValue("round", facts.round())
                .putValue("purchaseDate", facts.purchaseDate().toString())
                .putValue("windowOpen", facts.windowOpen())
                .putValue("faceToFace", facts.faceToFace())
                .putValue("placeDistrict", facts.placeDistrict())
                .putValue("minutesSinceScan", facts.minutesSinceScan())
                .putValue("payerDistrict", facts.payerDistrict())
                .putValue("merchantDistrict", facts.merchantDistrict())
                .putValue("merchantClass", facts.merchantClass())
                .putValue("merchantGoods", facts.merchantGoods());
    }

    private static Refusal refusal(DmnDecisionResultEntries row) {
        return new Refusal(
                text(row, "side"),
                new Reason(text(row, Case.REASON_CODE), text(row, Case.REASON_TH), text(row, Case.REASON_EN)));
    }

    private static String text(DmnDecisionResultEntries row, String output) {
        return Objects.toString(row.getEntry(output), "");
    }

    private Table current(ProgrammeId programme) {
        Table known = tables.get(programme);
        long now = System.nanoTime();
        if (known != null && now - known.checkedNanos() < NOTICED_WITHIN.toNanos()) return known;
        return tables.compute(programme, (id, table) -> renewed(id, table, now));
    }

    private Table renewed(ProgrammeId programme, @Nullable Table known, long now) {
        DecisionDefinition published = programmes
                .publishedDeployment(programme)
                .map(deployment -> repository
                        .createDecisionDefinitionQuery()
                        .deploymentId(deployment)
                        .decisionDefinitionKey(programme.value() + "-spending")
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

    private record Table(String definition, @Nullable DmnDecision decision, long checkedNanos) {}
}
