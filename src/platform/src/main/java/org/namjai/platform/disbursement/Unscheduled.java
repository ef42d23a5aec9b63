package org.namjai.platform.disbursement;

import org.namjai.platform.shared.ProgrammeId;

/**
 * Pay-outs for which the calendar has not been asked and that it treats alike.
 *
 * @param lastDigit of the citizen ids
 * @param province DOPA code, two digits; empty when it is not known
 */
public record Unscheduled(ProgrammeId programme, int lastDigit, String province) {}
