package org.namjai.platform.payment;

/**
 * Who pays, as spending rules see it.
 *
 * @param district DOPA code of the person's registered address, or of the shop
 * @param round 1 when a person pays, 2 when a shop does
 */
record Payer(String district, int round) {}
