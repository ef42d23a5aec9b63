package org.namjai.platform.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.shared.ProgrammeId;

/**
 * How the spending of a programme's round stands.
 *
 * @param window as the round's process knows it
 * @param returnedWallets how many wallets' money went back to the budget, and how much in all
 */
public record SpendingWindow(
        ProgrammeId programme,
        String round,
        Programme.Window window,
        State state,
        long returnedWallets,
        long returnedSatang) {
    /** What was allowed before the close, by facts a moment old, is in the books by then. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** From when on the unspent is returned. */
    public Instant returnsFrom() {
        return returnsFrom(window);
    }

    static Instant returnsFrom(Programme.Window window) {
        return window.closesAt().plus(GRACE);
    }

    /** Where its process is. */
    public enum State {
        WAITING,
        OPEN,
        /** The unspent is being returned. */
        CLOSING,
        RETURNED,
        /** Another round was published before it closed, and goes on with the same wallets. */
        SUPERSEDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        boolean isOver() {
            return this == RETURNED || this == SUPERSEDED;
        }
    }
}
