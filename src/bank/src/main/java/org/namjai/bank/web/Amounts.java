package org.namjai.bank.web;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Amounts as people write them. */
final class Amounts {
    private static final int SATANG_DIGITS = 2;
    private static final Pattern BAHT = Pattern.compile("([0-9]{1,10}|[0-9]{1,3}(,[0-9]{3}){1,3})(\\.[0-9]{1,2})?");

    private Amounts() {}

    /** 0 when the text is no amount of baht. */
    static long satang(String baht) {
        String text = baht.strip();
        return BAHT.matcher(text).matches()
                ? new BigDecimal(text.replace(",", ""))
                        .movePointRight(SATANG_DIGITS)
                        .longValueExact()
                : 0;
    }
}
