package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what a table answers by its facts alone may be kept. */
class TimelessTablesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<text>date and time(at) &lt; now()</text>",
                "<text>today ()</text>",
                "<text>&#110;ow()</text>",
                "<text>random number() &gt; 0.5</text>",
                "<text>year(today())</text>"
            })
    void tableThatLooksAtTheClockOrADie_isNotKept(String cell) {
        assertThat(DeployedTables.isTimeless(cell.getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<text>known(goods)</text>", "<text>&lt;= date(\"2024-10-01\")</text>", "<text>now</text>"})
    void tableOfFacts_isKept(String cell) {
        assertThat(DeployedTables.isTimeless(cell.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @Test
    void spendingTable_isOne() {
        assertThat(DeployedTables.isTimeless(Models.read("digital-wallet-spending.dmn")))
                .isTrue();
    }
}
