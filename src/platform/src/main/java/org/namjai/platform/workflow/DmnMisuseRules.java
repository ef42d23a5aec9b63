package org.namjai.platform.workflow;

import java.util.List;
import java.util.Objects;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.oversight.MisuseFacts;
import org.namjai.platform.oversight.MisuseRules;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Component;

/** The table {@code payment-case-misuse}, at its latest version, evaluated in memory: there are many shops. */
@Component
class DmnMisuseRules implements MisuseRules {
    static final String TABLE = "payment-case-misuse";
    static final String AGAIN_AFTER = "againAfterMinutes";

    private final RepositoryService repository;
    private final DmnEngine engine = EngineConfiguration.dmn().buildEngine();
    private volatile @Nullable Parsed known;

    DmnMisuseRules(RepositoryService repository) {
        this.repository = repository;
    }

    private record Parsed(String definition, DmnDecision decision) {}

    @Override
    public List<List<Flag>> flags(List<MisuseFacts> facts) {
        if (facts.isEmpty()) return List.of();
        DmnDecision table = latest();
        return facts.stream().map(of -> flags(table, of)).toList();
    }

    private List<Flag> flags(DmnDecision table, MisuseFacts facts) {
        return engine.evaluateDecision(table, inputs(facts)).stream()
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
                new Reason(text(row, Case.REASON_CODE), text(row, Case.REASON_TH), text(row, Case.REASON_EN)),
                row.<Number>getEntry(AGAIN_AFTER).intValue());
    }

    private static String text(DmnDecisionResultEntries row, String output) {
        return Objects.toString(row.getEntry(output), "");
    }

    private DmnDecision latest() {
        DecisionDefinition newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(TABLE)
                .latestVersion()
                .singleResult();
        if (newest == null) throw new IllegalStateException("the table " + TABLE + " is not deployed yet");
        Parsed parsed = known;
        if (parsed == null || !parsed.definition().equals(newest.getId())) {
            parsed = new Parsed(
                    newest.getId(), engine.parseDecision(TABLE, repository.getDecisionModel(newest.getId())));
            known = parsed;
        }
        return parsed.decision();
    }
}
