package org.namjai.platform.registry;

import java.time.LocalDate;

/**
 * The days a programme's conditions are judged on.
 *
 * @param cutOff age and custody on this day
 * @param taxYear income of this year, CE
 * @param depositsOn deposits held on this day
 */
public record LookUpDates(LocalDate cutOff, int taxYear, LocalDate depositsOn) {}
