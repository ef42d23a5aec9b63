package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes after a purchase: giving money back, paying shops cash, settling; both sides of every limit. */
class MoneyRulesTest {
    private static final DmnEngine ENGINE = EngineConfiguration.dmn().buildEngine();
    private static final DmnDecision REVERSAL = table("digital-wallet-reversal");
    private static final DmnDecision CASH_OUT = table("digital-wallet-cash-out");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"0, -", "59, -", "60, reversal-too-late", "100000, reversal-too-late"})
    void purchase_isReversedWithinTheHour(long minutesSince, @Nullable String reason) {
        assertThat(codes(REVERSAL, Map.of("minutesSince", minutesSince)))
                .isEqualTo(reason == null ? List.of() : List.of(reason));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // round, tax status, years of trading, years filed, reasons
                "1, vat,             5, 2022 2023,           round-one-receipts",
                "2, vat,             5, 2022 2023,           -",
                "3, corporate,       5, 2022 2023,           -",
                "2, personal-income, 5, 2022 2023,           -",
                "2, none,            5, 2022 2023,           not-in-tax-system",
                "2, vat,             3, 2023,                no-return-2022",
                "2, vat,             3, 2022,                no-return-2023",
                "2, vat,             3, '',                  no-return-2022 no-return-2023",
                "2, vat,             2, 2024 2025,           -",
                "2, vat,             2, 2022 2023 2025,      not-filed-every-year",
                "2, corporate,       1, 2025,                -",
                "2, corporate,       1, 2024,                not-filed-every-year",
                "2, vat,             0, '',                  -",
                "2, corporate,       0, '',                  new-shop-without-vat",
                "2, personal-income, 0, '',                  new-shop-without-vat",
                "2, vat,             -, '',                  trading-years-unknown",
                "1, none,            -, '',                  round-one-receipts not-in-tax-system"
            })
    void receipts_arePaidOutByRoundAndTax(
            int round, String tax, @Nullable Integer tradingYears, String filed, @Nullable String reasons) {
        List<Integer> years = Arrays.stream(filed.split(" ", -1))
                .filter(year -> !year.isEmpty())
                .map(Integer::valueOf)
                .toList();
        boolean everyYear = tradingYears != null
                && years.stream().filter(year -> year >= 2026 - tradingYears).count() == tradingYears;

        assertThat(codes(
                        CASH_OUT,
                        Variables.putValue("round", round)
                                .putValue("taxStatus", tax)
                                .putValue("tradingYears", tradingYears)
                                .putValue("yearsFiled", years)
                                .putValue("filedEveryYear", everyYear)))
                .isEqualTo(reasons == null ? List.of() : List.of(reasons.split(" ", -1)));
    }

    @Test
    void everyReason_isToldInBothLanguages() {
        var rows = ENGINE.evaluateDecision(
                CASH_OUT,
                Variables.putValue("round", 1)
                        .putValue("taxStatus", "corporate")
                        .putValue("tradingYears", 3)
                        .putValue("yearsFiled", List.of())
                        .putValue("filedEveryYear", false));

        assertThat(rows.getResultList()).hasSize(3).allSatisfy(row -> {
            assertThat(String.valueOf(row.get("reasonTh"))).matches("(?s).*[ก-๙].*");
            assertThat(String.valueOf(row.get("reasonEn"))).endsWith(".");
        });
    }

    @ParameterizedTest
    @CsvSource({"digital-wallet, 360", "boat-aid, 1440"})
    void shops_areSettledAtIntervals(String programme, int minutes) {
        var said = ENGINE.evaluateDecision(
                table("spending-window-settlement"), Variables.putValue("programme", programme));

        assertThat(said.getSingleResult().getEntryMap()).containsEntry("settleAfterMinutes", minutes);
    }

    private static List<String> codes(DmnDecision table, Map<String, Object> facts) {
        return ENGINE.evaluateDecision(table, facts).stream()
                .map(row -> String.valueOf(row.<Object>getEntry("reasonCode")))
                .toList();
    }

    private static DmnDecision table(String id) {
        return ENGINE.parseDecision(id, new ByteArrayInputStream(Models.read(id + ".dmn")));
    }
}
