package org.namjai.platform.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DatesTest {
    private final Dates thai = new Dates(Words.THAI);
    private final Dates english = new Dates(Locale.ENGLISH);

    @Test
    void thaiReader_seesBuddhistEra() {
        assertThat(thai.day(LocalDate.of(2026, 11, 23))).isEqualTo("23 พฤศจิกายน 2569");
    }

    @Test
    void englishReader_seesBothEras() {
        assertThat(english.day(LocalDate.of(2026, 11, 23))).isEqualTo("23 November 2026 (B.E. 2569)");
    }

    @Test
    void eveningInUtc_isTheNextDayInBangkok() {
        Instant newYearsEve = Instant.parse("2026-12-31T17:30:00Z");
        assertThat(thai.moment(newYearsEve)).isEqualTo("1 มกราคม 2570 เวลา 00:30 น.");
        assertThat(english.moment(newYearsEve)).isEqualTo("1 January 2027 (B.E. 2570), 00:30");
    }
}
