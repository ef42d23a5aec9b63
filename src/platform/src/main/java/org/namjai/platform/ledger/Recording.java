package org.namjai.platform.ledger;

import org.jspecify.annotations.Nullable;

/** What came of sending a page to the ledger. */
sealed interface Recording {

    /** It stands on the ledger; sending it again gives the same answer. */
    record Recorded(String transactionId, byte[] merkleRoot) implements Recording {}

    /**
     * It will never be recorded as it is: a person has to look.
     *
     * @param kind why, as an incident names it
     * @param transition number of the transition that the participant refused, if it named one
     */
    record Refused(Kind kind, String reason, @Nullable Long transition) implements Recording {
        enum Kind {
            /** The participant compared it with its own books and said no. */
            PAGE_REFUSED("page-refused"),
            /** Another page stands under its number. */
            PAGE_DIFFERS("page-differs"),
            /** It failed in a way nobody foresaw, more often than is worth trying. */
            PAGE_FAILED("page-failed");

            private final String sqlName;

            Kind(String sqlName) {
                this.sqlName = sqlName;
            }

            String sqlName() {
                return sqlName;
            }
        }
    }

    /** A part is down, busy or slow: the same page is sent again later. */
    record Unreachable(String reason) implements Recording {}

    /** A failure of no known kind: tried again, but not for ever. */
    record Failed(String reason) implements Recording {}
}
