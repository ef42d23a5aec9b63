package org.namjai.platform.request;

import java.util.UUID;

/** What came of an appeal that was sent in. */
public sealed interface AppealReceipt {
    /** Stored now, or before under the same key with the same grounds. */
    record Accepted(UUID id) implements AppealReceipt {}

    enum Refused implements AppealReceipt {
        /** The key was used before for something else. */
        KEY_REUSED,
        /** It was not turned down, or this decision was appealed already, or a newer request lives. */
        NOT_APPEALABLE,
        TOO_LATE
    }
}
