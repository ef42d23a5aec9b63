package org.namjai.platform.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.namjai.platform.shared.ProgrammeId;

/** The names under which a spending window's process keeps what it is about. */
final class WindowCase {
    static final String PROCESS = "spending-window";
    static final String PROGRAMME = "programme";
    static final String SETTLED_AT = "settledAt";
    static final String CYCLE = "cycle";
    static final String MOVED = "SpendingWindowMoved";
    static final String ASKED = "SettlementAsked";

    private WindowCase() {}

    static String key(ProgrammeId programme, String round) {
        return programme + "/" + round;
    }

    static ProgrammeId programme(DelegateExecution task) {
        return new ProgrammeId((String) task.getVariable(PROGRAMME));
    }

    static String round(DelegateExecution task) {
        return (String) task.getVariable(Case.ROUND);
    }
}
