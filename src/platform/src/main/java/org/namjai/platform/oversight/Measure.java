package org.namjai.platform.oversight;

import java.util.Locale;
import java.util.Optional;

/** What is decided about a case. */
public enum Measure {
    /** Nothing follows: no misuse, or the dispute or reversal is refused. */
    DISMISS,
    /** The shop is suspended. */
    SUSPEND,
    /** The payment is given back: the dispute is upheld, the reversal granted. */
    REVERSE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Measure> of(String code) {
        for (Measure measure : values()) {
            if (measure.code().equals(code)) return Optional.of(measure);
        }
        return Optional.empty();
    }

    /** Money or a suspension follows. */
    public boolean takesTwo() {
        return this != DISMISS;
    }
}
