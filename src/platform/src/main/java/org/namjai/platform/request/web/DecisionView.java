package org.namjai.platform.request.web;

import java.time.Instant;
import java.util.List;
import org.namjai.platform.request.ExplainedDecision;
import org.namjai.platform.request.Explanation.Change;
import org.namjai.platform.request.Explanation.Fact;
import org.namjai.platform.request.Explanation.Way;
import org.namjai.platform.request.TableDecision;
import org.namjai.platform.shared.Reason;

/**
 * A table's decision as its person may see it, in the API and on the pages.
 *
 * @param wouldNeed what would have to be different: the nearest way first, the changes of one way all together
 */
record DecisionView(
        Instant at,
        String table,
        int version,
        String outcome,
        long amountSatang,
        Reason reason,
        List<TableDecision.Rule> rules,
        List<Fact> inputs,
        List<List<Change>> wouldNeed) {
    static DecisionView of(ExplainedDecision explained) {
        TableDecision decision = explained.decision();
        return new DecisionView(
                explained.at(),
                decision.table(),
                decision.version(),
                decision.outcome(),
                decision.amountSatang(),
                decision.reason(),
                decision.rules(),
                explained.explanation().facts(),
                explained.explanation().ways().stream().map(Way::changes).toList());
    }
}
