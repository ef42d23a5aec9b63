package org.namjai.platform.workflow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.LinkedHashSet;
import java.util.List;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.namjai.platform.payment.Judgement;
import org.namjai.platform.payment.Refusal;
import org.namjai.platform.payment.SpendingFacts;
import org.namjai.platform.payment.SpendingRules;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Component;

/** The programme's {@code …-spending} table. What it answered is kept, unless it asks for more than its facts. */
@Component
class DmnSpendingRules implements SpendingRules {
    private static final Refusal NO_RULES = new Refusal(
            "payer",
            new Reason(
                    "no-spending-rules",
                    "โครงการนี้ไม่มีกติกาการใช้จ่าย",
                    "This programme has no spending rules, so nothing can be bought with it."));

    /** Callers tell some of the facts, so they could make ever more of them. */
    private static final int MOST_KEPT = 50_000;

    private final DeployedTables tables;
    private final Cache<Asked, Judgement> answers =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private record Asked(String table, SpendingFacts facts) {}

    DmnSpendingRules(DeployedTables tables) {
        this.tables = tables;
    }

    @Override
    public Judgement judge(ProgrammeId programme, SpendingFacts facts) {
        return tables.published(programme, "spending")
                .map(table -> table.timeless()
                        ? answers.get(new Asked(table.id(), facts), asked -> judge(table, facts))
                        : judge(table, facts))
                .orElseGet(() -> new Judgement(List.of(NO_RULES), null));
    }

    private Judgement judge(DeployedTables.Table table, SpendingFacts facts) {
        VariableMap inputs = inputs(facts);
        var refusals = new LinkedHashSet<Refusal>();
        for (String goods : facts.goodsClasses()) {
            tables.rows(table, inputs.putValue("goodsClass", goods)).stream()
                    .map(DmnSpendingRules::refusal)
                    .forEach(refusals::add);
        }
        return new Judgement(List.copyOf(refusals), table.id());
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
        return new Refusal(DeployedTables.text(row, "side"), DeployedTables.reason(row));
    }
}
