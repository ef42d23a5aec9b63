package org.namjai.platform.disbursement;

/** What became of a participant's answer. */
public enum AnswerResult {
    /** Kept, now or when it came first. */
    RECORDED,
    /** Another answer was kept before. */
    CONTRADICTION,
    /** This participant was not instructed so. */
    UNKNOWN
}
