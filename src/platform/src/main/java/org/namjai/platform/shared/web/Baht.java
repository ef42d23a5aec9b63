package org.namjai.platform.shared.web;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Amounts of satang in words: whole baht without decimals, else with two. */
public final class Baht {
    private final boolean english;

    Baht(Locale locale) {
        this.english = Words.isEnglish(locale);
    }

    /** {@code 10,000 บาท}, {@code 123.50 บาท}. */
    public String of(long satang) {
        return number(satang) + (english ? " baht" : " บาท");
    }

    /** The bare figure, for columns whose head names the unit. */
    public String number(long satang) {
        long rest = satang % 100;
        String whole = grouped().format(satang / 100);
        String sign = satang < 0 && satang / 100 == 0 ? "-" : "";
        return sign + whole + (rest == 0 ? "" : String.format(Locale.ROOT, ".%02d", Math.abs(rest)));
    }

    /** A count with its thousands grouped. */
    public String count(long count) {
        return grouped().format(count);
    }

    private static DecimalFormat grouped() {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    }
}
