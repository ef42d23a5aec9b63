package org.namjai.bank.web;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.chrono.ThaiBuddhistDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Amounts and dates as people read them. */
@Component("show")
class Show {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final int SATANG_DIGITS = 2;

    /** As in {@code ฿1,234.00}. */
    public String baht(long satang) {
        DecimalFormat format = new DecimalFormat("฿#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(java.math.BigDecimal.valueOf(satang, SATANG_DIGITS));
    }

    /** Day and time of Bangkok, in the Buddhist era. */
    public String when(OffsetDateTime at) {
        var there = at.atZoneSameInstant(BANGKOK);
        return ThaiBuddhistDate.from(there).format(DateTimeFormatter.ofPattern("d MMM yyyy", new Locale("th")))
                + there.format(DateTimeFormatter.ofPattern(" HH:mm"));
    }
}
