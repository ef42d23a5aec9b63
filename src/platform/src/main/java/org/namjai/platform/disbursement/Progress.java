package org.namjai.platform.disbursement;

/**
 * How far a batch's round has come.
 *
 * @param unanswered instructed, and the answer is still out
 * @param unpaid not paid yet, whatever the reason
 */
public record Progress(int unanswered, int unpaid) {}
