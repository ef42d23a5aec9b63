package org.namjai.bank.ledger;

/**
 * Why this bank does not agree to a page.
 *
 * @param row number of the transition in the chain; 0 when it is the page as a whole
 */
record Objection(long row, String reason) {}
