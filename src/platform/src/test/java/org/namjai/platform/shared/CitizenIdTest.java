package org.namjai.platform.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CitizenIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"1112034563562", "1101700230708"})
    void publishedExamples_areValid(String digits) {
        assertThat(CitizenId.isValid(digits)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1112034563563",
                "1112034563652",
                "111203456356",
                "11120345635622",
                "0112034563562",
                "",
                "๑๑๑๒๐๓๔๕๖๓๕๖๒"
            })
    void wrongDigitsOrLength_areNot(String digits) {
        assertThat(CitizenId.isValid(digits)).isFalse();
    }

    @Test
    void text_neverShowsTheDigits() {
        assertThat(new CitizenId("1112034563562")).hasToString("CitizenId[hidden]");
        assertThatThrownBy(() -> new CitizenId("1112034563563")).hasMessage("not a citizen id");
    }
}
