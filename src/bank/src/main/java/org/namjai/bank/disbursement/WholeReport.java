package org.namjai.bank.disbursement;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** All that is known, at once: this bank decides a file as it takes it. */
@Component
@ConditionalOnProperty(name = FaultsController.ALLOWED, havingValue = "false", matchIfMissing = true)
class WholeReport implements ReportPlan {
    @Override
    public List<Planned> plan(List<StatusReport.Item> answers) {
        return List.of(new Planned(answers, Duration.ZERO));
    }
}
