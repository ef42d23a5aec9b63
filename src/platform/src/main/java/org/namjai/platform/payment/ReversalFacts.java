package org.namjai.platform.payment;

/**
 * What a programme's reversal rules judge by; the names are those of the DMN table's inputs.
 *
 * @param minutesSince whole minutes since the purchase
 * @param round 1 when a person paid, 2 when a shop did
 * @param paidSatang the whole purchase
 */
public record ReversalFacts(long minutesSince, int round, long amountSatang, long paidSatang) {}
