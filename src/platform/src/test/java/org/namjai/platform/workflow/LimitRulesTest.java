package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.BadUserRequestException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of the Digital Wallet's limits, and what the deployment check says of others. */
class LimitRulesTest {
    private static final String FILE = "digital-wallet-limits.dmn";
    private static final DmnEngine ENGINE = EngineConfiguration.dmn().buildEngine();
    private static final DmnDecision TABLE =
            ENGINE.parseDecision("digital-wallet-limits", new ByteArrayInputStream(Models.read(FILE)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1 | small-shop   | PAYER MINUTE 10 -, PAYER DAY 200 1000000, MERCHANT DAY - 200000000, PARTICIPANT MINUTE 1200000 -
                    1 | convenience  | PAYER MINUTE 10 -, PAYER DAY 200 1000000, MERCHANT DAY - 2000000000, PARTICIPANT MINUTE 1200000 -
                    1 | large-retail | PAYER MINUTE 10 -, PAYER DAY 200 1000000, PARTICIPANT MINUTE 1200000 -
                    2 | small-shop   | PAYER DAY - 5000000000, PARTICIPANT MINUTE 1200000 -
                    3 | large-retail | PAYER DAY - 5000000000, PARTICIPANT MINUTE 1200000 -
                    """)
    void limitsOfAPurchase(int round, String merchantClass, String expected) {
        List<String> limits =
                ENGINE.evaluateDecision(TABLE, Map.of("round", round, "merchantClass", merchantClass)).stream()
                        .map(DmnLimitRules::limit)
                        .map(limit -> limit.who() + " " + limit.period() + " " + shown(limit.mostPayments()) + " "
                                + shown(limit.mostSatang()))
                        .toList();
        assertThat(limits).containsExactlyInAnyOrder(expected.split(", "));
    }

    private static String shown(@Nullable Long number) {
        return number == null ? "-" : number.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <text>"payer"</text>  | <text>"everybody"</text> | this is no who
                    <text>"minute"</text> | <text>"hour"</text>      | this is no period
                    <text>10</text>       | <text>-1</text>          | this is no mostPayments
                    <text>1000000</text>  | <text>1.5</text>         | this is no mostSatang
                    <text>merchantClass</text> | <text>payerDistrict</text> | asks for nothing but
                    """)
    void cellThatNoPaymentCouldBeHeldAgainst_isNotDeployed(String cell, String other, String said) {
        byte[] changed = Models.text(FILE).replace(cell, other).getBytes(StandardCharsets.UTF_8);
        var gate = new DeploymentGate(name -> true);
        assertThatThrownBy(() -> gate.check(FILE, changed))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining(said);
    }

    @Test
    void table_asItStands_canBeDeployed() {
        new DeploymentGate(name -> true).check(FILE, Models.read(FILE));
    }
}
