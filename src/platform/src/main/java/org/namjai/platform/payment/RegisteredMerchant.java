package org.namjai.platform.payment;

import java.util.Locale;
import java.util.Set;

/**
 * A merchant in the register.
 *
 * @param number names it where a UUID is too long
 * @param reason why it is in its state
 */
public record RegisteredMerchant(Merchant merchant, long number, State state, String reason) {
    /** Only an active merchant is paid or pays. */
    public enum State {
        APPLIED,
        ACTIVE,
        SUSPENDED,
        /** For good. */
        CLOSED;

        boolean mayBecome(State next) {
            return switch (this) {
                case APPLIED, SUSPENDED -> Set.of(ACTIVE, CLOSED).contains(next);
                case ACTIVE -> Set.of(SUSPENDED, CLOSED).contains(next);
                case CLOSED -> false;
            };
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
