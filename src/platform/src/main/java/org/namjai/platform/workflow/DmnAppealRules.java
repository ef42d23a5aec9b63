package org.namjai.platform.workflow;

import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.namjai.platform.request.AppealRules;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.stereotype.Component;

/** The table {@code appeal-rules}, at its latest version. */
@Component
class DmnAppealRules implements AppealRules {
    private final DecisionService decisions;

    DmnAppealRules(DecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public int daysToAppeal(ProgrammeId programme, String reasonCode) {
        Number days = decisions
                .evaluateDecisionTableByKey("appeal-rules")
                .variables(Map.of("programme", programme.value(), "reasonCode", reasonCode))
                .evaluate()
                .getSingleEntry();
        return days.intValue();
    }
}
