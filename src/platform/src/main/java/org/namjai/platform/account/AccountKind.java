package org.namjai.platform.account;

import java.util.Locale;

/** What an account holds. Only {@link #APPROPRIATION}, the source of all money, may go below zero. */
public enum AccountKind {
    /** The state's money given to a programme; minus what was given. */
    APPROPRIATION,
    /** What a programme can still promise. */
    BUDGET,
    /** What a person was promised and has not been sent. */
    ENTITLEMENT,
    /** What a participant was told to credit and has not confirmed. */
    CLEARING,
    /** What a person can spend at a participant. */
    WALLET,
    /** Cash that left. */
    PAID,
    /** What a merchant received and was not settled. */
    MERCHANT,
    /** What a participant was settled for its merchants and has not passed on. */
    SETTLEMENT;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }

    public static AccountKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    boolean mayGoBelowZero() {
        return this == APPROPRIATION;
    }
}
