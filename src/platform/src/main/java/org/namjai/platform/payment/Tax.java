package org.namjai.platform.payment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a shop stands with the Revenue Department, as its participant tells; rules on cash-out ask for it.
 *
 * @param tradingSince Gregorian year in which it began to trade; none when it is in no tax system
 * @param yearsFiled Gregorian tax years for which returns were filed
 */
public record Tax(Status status, @Nullable Integer tradingSince, List<Integer> yearsFiled) {
    public static final Tax NONE = new Tax(Status.NONE, null, List.of());

    public Tax {
        yearsFiled = List.copyOf(yearsFiled);
    }

    /** Which tax system it is in. */
    public enum Status {
        NONE,
        VAT,
        CORPORATE,
        /** Section 40 of the Revenue Code. */
        PERSONAL_INCOME;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Status> of(String code) {
            return Arrays.stream(values())
                    .filter(status -> status.code().equals(code))
                    .findFirst();
        }
    }
}
