package org.namjai.platform.request;

import org.namjai.platform.shared.Reason;

/**
 * What rules or a case worker decided.
 *
 * @param outcome {@code eligible}, {@code ineligible} or {@code refer}
 * @param amountSatang what the person shall get; 0 when nothing
 * @param decidedBy the decision's id, or the case worker's user name
 */
public record Decision(String outcome, long amountSatang, Reason reason, String decidedBy) {}
