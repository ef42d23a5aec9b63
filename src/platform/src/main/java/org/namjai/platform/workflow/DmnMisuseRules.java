package org.namjai.platform.workflow;

import java.util.List;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.namjai.platform.oversight.MisuseFacts;
import org.namjai.platform.oversight.MisuseRules;
import org.springframework.stereotype.Component;

/** The table {@code payment-case-misuse}, at its latest version. */
@Component
class DmnMisuseRules implements MisuseRules {
    static final String TABLE = "payment-case-misuse";
    static final String AGAIN_AFTER = "againAfterMinutes";

    private final DeployedTables tables;

    DmnMisuseRules(DeployedTables tables) {
        this.tables = tables;
    }

    @Override
    public List<List<Flag>> flags(List<MisuseFacts> facts) {
        if (facts.isEmpty()) return List.of();
        DeployedTables.Table table = tables.newest(TABLE)
                .orElseThrow(() -> new IllegalStateException("the table " + TABLE + " is not deployed yet"));
        return facts.stream().map(of -> flags(table, of)).toList();
    }

    private List<Flag> flags(DeployedTables.Table table, MisuseFacts facts) {
        return tables.rows(table, inputs(facts)).stream()
                .map(DmnMisuseRules::flag)
                .toList();
    }

    static VariableMap inputs(MisuseFacts facts) {
        return Variables.createVariables()
                .putValue("subject", facts.subjectKind())
                .putValue("merchantClass", facts.merchantClass())
                .putValue("emptiedPayments", facts.emptiedPayments())
                .putValue("emptiedPercent", facts.emptiedPercent())
                .putValue("paymentsOfOnePayer", facts.paymentsOfOnePayer())
                .putValue("daySatang", facts.daySatang())
                .putValue("pastDays", facts.pastDays())
                .putValue("timesUsual", facts.timesUsual())
                .putValue("districts", facts.districts())
                .putValue("provinces", facts.provinces());
    }

    private static Flag flag(DmnDecisionResultEntries row) {
        return new Flag(
                DeployedTables.reason(row), row.<Number>getEntry(AGAIN_AFTER).intValue());
    }
}
