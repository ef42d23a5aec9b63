package org.namjai.platform.request;

import org.namjai.platform.shared.ProgrammeId;

/** How many days after it was turned down a request may be appealed: officers' rule. */
public interface AppealRules {
    int daysToAppeal(ProgrammeId programme, String reasonCode);
}
