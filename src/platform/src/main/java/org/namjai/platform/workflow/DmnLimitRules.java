package org.namjai.platform.workflow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.payment.LimitRules;
import org.namjai.platform.payment.Refusal;
import org.namjai.platform.payment.SpendingLimit;
import org.namjai.platform.payment.SpendingLimit.Period;
import org.namjai.platform.payment.SpendingLimit.Who;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.stereotype.Component;

/** The programme's {@code …-limits} table. Its few different answers are kept for each version. */
@Component
class DmnLimitRules implements LimitRules {
    static final String WHO = "who";
    static final String PERIOD = "period";
    static final String MOST_PAYMENTS = "mostPayments";
    static final String MOST_SATANG = "mostSatang";

    /** A table has a few rounds and classes of merchants; a caller cannot make more. */
    private static final int MOST_KEPT = 10_000;

    private final DeployedTables tables;
    private final Map<Asked, List<SpendingLimit>> answers = new ConcurrentHashMap<>();

    DmnLimitRules(DeployedTables tables) {
        this.tables = tables;
    }

    private record Asked(String table, int round, String merchantClass) {}

    @Override
    public List<SpendingLimit> limits(ProgrammeId programme, int round, String merchantClass) {
        return tables.published(programme, "limits")
                .map(table -> limits(table, round, merchantClass))
                .orElse(List.of());
    }

    private List<SpendingLimit> limits(DeployedTables.Table table, int round, String merchantClass) {
        if (answers.size() >= MOST_KEPT) answers.clear();
        return answers.computeIfAbsent(
                new Asked(table.id(), round, merchantClass),
                asked -> tables.rows(table, Map.of(Case.ROUND, round, "merchantClass", merchantClass)).stream()
                        .map(DmnLimitRules::limit)
                        .toList());
    }

    static SpendingLimit limit(DmnDecisionResultEntries row) {
        Who who = Who.of(DeployedTables.text(row, WHO));
        return new SpendingLimit(
                who,
                Period.of(DeployedTables.text(row, PERIOD)),
                number(row, MOST_PAYMENTS),
                number(row, MOST_SATANG),
                new Refusal(who == Who.MERCHANT ? "payee" : "payer", DeployedTables.reason(row)));
    }

    private static @Nullable Long number(DmnDecisionResultEntries row, String output) {
        // A cell left out is no entry at all.
        return row.getEntryMap().get(output) instanceof Number number ? (Long) number.longValue() : null;
    }
}
