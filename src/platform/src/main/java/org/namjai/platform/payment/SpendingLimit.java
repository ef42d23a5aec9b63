package org.namjai.platform.payment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much may be paid in a period; what would pass it is refused.
 *
 * @param who whose payments in the programme are counted together
 * @param period of the calendar in Thailand
 * @param mostPayments none when their number is not limited
 * @param mostSatang none when their sum is not limited
 * @param refusal why a payment over it is refused
 */
public record SpendingLimit(
        Who who, Period period, @Nullable Long mostPayments, @Nullable Long mostSatang, Refusal refusal) {
    /** Of a payment: the person or shop that pays, the shop that is paid, or the participant that asks. */
    public enum Who {
        PAYER,
        MERCHANT,
        PARTICIPANT;

        private final String code = name().toLowerCase(Locale.ROOT);

        public String code() {
            return code;
        }

        public static Who of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public enum Period {
        MINUTE,
        DAY;

        public static Period of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    boolean isPassedBy(long payments, long satang) {
        return mostPayments != null && payments > mostPayments || mostSatang != null && satang > mostSatang;
    }
}
