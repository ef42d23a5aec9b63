package org.namjai.platform.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.request.Explanation;
import org.namjai.platform.request.Explanation.Fact;
import org.namjai.platform.request.Explanations;
import org.namjai.platform.request.TableDecision;
import org.springframework.stereotype.Component;

/** Asks the very table that decided, in memory, what it would have decided on other facts. */
@Component
class DmnExplanations implements Explanations {
    private final EligibilityTables tables;

    DmnExplanations(EligibilityTables tables) {
        this.tables = tables;
    }

    @Override
    public Explanation of(TableDecision decision) {
        EligibilityTable table = tables.of(decision.definition());
        Map<String, Column> columns = new HashMap<>();
        table.columns().forEach(column -> columns.put(column.id(), column));
        List<Fact> facts = new ArrayList<>();
        for (TableDecision.Input input : decision.basis().inputs()) {
            Column column = columns.get(input.id());
            if (column != null) facts.add(new Fact(input.id(), column.label(), column.words(input.value())));
        }
        if (decision.isEligible()) return new Explanation(facts, List.of(), 0);
        Map<String, @Nullable Object> variables = decision.basis().variables();
        NearestWays ways = new NearestWays(table, variables);
        return new Explanation(facts, ways.ways(), ways.amountSatang());
    }
}
