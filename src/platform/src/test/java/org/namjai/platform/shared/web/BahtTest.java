package org.namjai.platform.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BahtTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "1|0.01",
                "-1|-0.01",
                "-150|-1.50",
                "12350|123.50",
                "1000000|10,000",
                "45000000000000|450,000,000,000"
            })
    void amount_isGroupedAndHasTwoDecimalsOrNone(long satang, String words) {
        assertThat(new Baht(Words.THAI).number(satang)).isEqualTo(words);
    }

    @Test
    void unit_isInTheReadersLanguage() {
        assertThat(new Baht(Words.THAI).of(1_000_000)).isEqualTo("10,000 บาท");
        assertThat(new Baht(Locale.ENGLISH).of(1_000_000)).isEqualTo("10,000 baht");
    }
}
