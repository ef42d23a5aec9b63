package org.namjai.platform.workflow;

import java.util.List;
import org.camunda.bpm.engine.variable.Variables;
import org.namjai.platform.payment.CashOutFacts;
import org.namjai.platform.payment.CashOutRules;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Component;

/** The {@code …-cash-out} table beside the programme's published version. */
@Component
class DmnCashOutRules implements CashOutRules {
    private static final Reason NO_RULES = new Reason(
            "no-cash-out-rules",
            "โครงการนี้ไม่มีกติกาการถอนเงินสดของร้านค้า",
            "This programme has no rules by which shops are paid cash.");

    private final DeployedTables tables;

    DmnCashOutRules(DeployedTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Reason> against(ProgrammeId programme, CashOutFacts facts) {
        return tables.published(programme, "cash-out")
                .map(there -> tables.reasons(
                        there,
                        Variables.putValue("round", facts.round())
                                .putValue("taxStatus", facts.taxStatus())
                                .putValue("tradingYears", facts.tradingYears())
                                .putValue("yearsFiled", facts.yearsFiled())
                                .putValue("filedEveryYear", facts.filedEveryYear())))
                .orElse(List.of(NO_RULES));
    }
}
