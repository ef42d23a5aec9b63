package org.namjai.platform.shared.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates in words, on Thailand's clock: in Thai by the Buddhist era, in English by both eras. */
public final class Dates {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final DateTimeFormatter THAI = thai("d MMMM yyyy");
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter ERA = thai("yyyy");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final boolean english;

    Dates(Locale locale) {
        this.english = Words.isEnglish(locale);
    }

    /** {@code 23 พฤศจิกายน 2569}, or {@code 23 November 2026 (B.E. 2569)}. */
    public String day(LocalDate date) {
        return english ? ENGLISH.format(date) + " (B.E. " + ERA.format(date) + ")" : THAI.format(date);
    }

    /** The day on which this instant falls in Thailand. */
    public String day(Instant instant) {
        return day(LocalDate.ofInstant(instant, BANGKOK));
    }

    /** The day with the clock: {@code 23 พฤศจิกายน 2569 เวลา 20:05 น.} */
    public String moment(Instant instant) {
        String clock = CLOCK.format(instant.atZone(BANGKOK));
        return english ? day(instant) + ", " + clock : day(instant) + " เวลา " + clock + " น.";
    }

    private static DateTimeFormatter thai(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag("th"))
                .withChronology(ThaiBuddhistChronology.INSTANCE);
    }
}
