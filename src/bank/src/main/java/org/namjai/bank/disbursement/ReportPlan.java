package org.namjai.bank.disbursement;

import java.time.Duration;
import java.util.List;

/** In which reports, and when, the answers to a file go out. */
interface ReportPlan {
    List<Planned> plan(List<StatusReport.Item> answers);

    /** @param delay before it is sent first */
    record Planned(List<StatusReport.Item> items, Duration delay) {}
}
