package org.namjai.platform.disbursement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ProgrammeId;

/**
 * Pay-outs for which the calendar has not been asked and that it treats alike.
 *
 * @param paysFrom the first day of the programme's round; none when it names no day
 * @param lastDigit of the citizen ids
 * @param province DOPA code, two digits; empty when it is not known
 */
public record Unscheduled(ProgrammeId programme, @Nullable LocalDate paysFrom, int lastDigit, String province) {}
