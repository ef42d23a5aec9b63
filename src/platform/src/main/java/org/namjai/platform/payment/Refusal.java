package org.namjai.platform.payment;

import org.namjai.platform.shared.Reason;

/**
 * One reason against a purchase.
 *
 * @param side {@code payer} or {@code payee}: whose condition is not met
 */
public record Refusal(String side, Reason reason) {}
