package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.oversight.MisuseFacts;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;

/** Each pattern of the table of misuse, on both sides of each of its limits. */
class MisuseRulesTest {
    private static final DmnEngine ENGINE = EngineConfiguration.dmn().buildEngine();
    private static final DmnDecision TABLE = ENGINE.parseDecision(
            DmnMisuseRules.TABLE, new ByteArrayInputStream(Models.read(DmnMisuseRules.TABLE + ".dmn")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    # class      | payments | emptied | of one payer | day satang | past days | times usual | pattern
                    small-shop   | 10       | 5       | 1            | 500000     | 3         | 3           | cash-for-discount
                    small-shop   | 8        | 4       | 1            | 500000     | 3         | 3           | -
                    small-shop   | 11       | 5       | 1            | 500000     | 3         | 3           | -
                    small-shop   | 10       | 5       | 1            | 500000     | 3         | 2           | -
                    small-shop   | 10       | 5       | 1            | 500000     | 2         | 3           | -
                    small-shop   | 6        | 5       | 1            | 500000     | 2         | 9           | cash-for-discount
                    small-shop   | 10       | 8       | 1            | 500000     | 0         | -           | cash-for-discount
                    small-shop   | 10       | 7       | 1            | 500000     | 0         | -           | -
                    small-shop   | 4        | 4       | 1            | 500000     | 0         | -           | -
                    small-shop   | 20       | 0       | 5            | 500000     | 9         | 1           | split-payments
                    small-shop   | 20       | 0       | 4            | 500000     | 9         | 1           | -
                    small-shop   | 20       | 0       | 1            | 30000001   | 9         | 1           | turnover-above-class
                    small-shop   | 20       | 0       | 1            | 30000000   | 9         | 1           | -
                    convenience  | 20       | 0       | 1            | 300000001  | 9         | 1           | turnover-above-class
                    convenience  | 20       | 0       | 1            | 300000000  | 9         | 1           | -
                    large-retail | 20       | 0       | 1            | 900000000  | 9         | 1           | -
                    """)
    void shop(
            String merchantClass,
            long payments,
            long emptied,
            long ofOnePayer,
            long daySatang,
            long pastDays,
            @Nullable Long timesUsual,
            @Nullable String pattern) {
        assertThat(patterns(facts(
                        "merchant",
                        merchantClass,
                        payments,
                        emptied,
                        ofOnePayer,
                        daySatang,
                        pastDays,
                        timesUsual,
                        1,
                        1)))
                .isEqualTo(pattern == null ? List.of() : List.of(pattern));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"2, 1, -", "3, 1, distant-places", "2, 2, distant-places", "4, 3, distant-places"})
    void payer(long districts, long provinces, @Nullable String pattern) {
        assertThat(patterns(facts("payer", "", 9, 0, 9, 0, 0, null, districts, provinces)))
                .isEqualTo(pattern == null ? List.of() : List.of(pattern));
    }

    private static MisuseFacts facts(
            String subject,
            String merchantClass,
            long payments,
            long emptied,
            long ofOnePayer,
            long daySatang,
            long pastDays,
            @Nullable Long timesUsual,
            long districts,
            long provinces) {
        return new MisuseFacts(
                subject,
                "x",
                new ProgrammeId("digital-wallet"),
                new ParticipantId("bua"),
                "1001",
                Instant.EPOCH,
                Instant.EPOCH,
                merchantClass,
                payments,
                payments * 100,
                emptied,
                ofOnePayer,
                daySatang,
                pastDays,
                timesUsual,
                districts,
                provinces);
    }

    private static List<String> patterns(MisuseFacts facts) {
        return ENGINE.evaluateDecision(TABLE, DmnMisuseRules.inputs(facts)).stream()
                .map(row -> Objects.requireNonNull(row.<String>getEntry("reasonCode")))
                .toList();
    }
}
