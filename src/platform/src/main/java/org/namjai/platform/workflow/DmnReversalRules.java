package org.namjai.platform.workflow;

import java.util.List;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.payment.ReversalFacts;
import org.namjai.platform.payment.ReversalRules;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Component;

/** The {@code …-reversal} table that was deployed together with the spending table under which the payment was made. */
@Component
class DmnReversalRules implements ReversalRules {
    private static final Reason NO_RULES = new Reason(
            "no-reversal-rules",
            "โครงการนี้ไม่มีกติกาการคืนเงิน",
            "This programme had no reversal rules when it was paid, so nothing can be given back.");

    private final DeployedTables tables;

    DmnReversalRules(DeployedTables tables) {
        this.tables = tables;
    }

    @Override
    public Ruling judge(ProgrammeId programme, @Nullable String paymentDecidedBy, ReversalFacts facts) {
        var table = paymentDecidedBy == null
                ? tables.published(programme, "reversal")
                : tables.beside(paymentDecidedBy, programme, "reversal");
        return table.map(there -> new Ruling(
                        tables.reasons(
                                there,
                                Variables.putValue("minutesSince", facts.minutesSince())
                                        .putValue("round", facts.round())
                                        .putValue("amountSatang", facts.amountSatang())
                                        .putValue("paidSatang", facts.paidSatang())),
                        there.id()))
                .orElseGet(() -> new Ruling(List.of(NO_RULES), null));
    }
}
