package org.namjai.platform.disbursement;

import java.util.Locale;

/** Where a disbursement stands. */
enum DisbursementState {
    OPENED,
    /** The money stands on the clearing account; the participant is being told. */
    INSTRUCTED,
    ANSWERED,
    CONFIRMED,
    CANCELLED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DisbursementState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
