package org.namjai.platform.request;

import java.util.Locale;

/** Where a request stands. {@link #REJECTED} and {@link #FAILED} are ends after which the person may ask again. */
public enum RequestState {
    /** Stored; no process has taken it. */
    RECEIVED,
    IN_PROCESS,
    /** Waits for a case worker. */
    REFERRED,
    APPROVED,
    /** Its participant is being told to pay. */
    DISBURSING,
    PAID,
    REJECTED,
    /** Approved, but the participant could not pay. */
    FAILED,
    /** Was rejected and waits for the decision about its appeal. */
    APPEALED,
    /** The appeal's outcome, for the history: the request is rejected again at once. */
    UPHELD,
    /** The appeal's outcome, for the history: the request is approved at once. */
    GRANTED;

    /** Kebab case, as in the API and the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static RequestState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
