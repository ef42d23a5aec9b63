package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the pay-out's channels and calendar, on both sides of its limit. */
class DisbursementRulesTest {
    private static final Rules CHANNEL = new Rules("disbursement-channel");
    private static final Rules CALENDAR = new Rules("disbursement-calendar");
    private static final Rules FARMERS = new Rules("farmer-support-phases");

    @AfterAll
    static void everyRule_wasMet() {
        assertThat(CHANNEL.unmet()).isEmpty();
        assertThat(CALENDAR.unmet()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "digital-wallet, bank-account, 1, as-chosen, wallet",
        "digital-wallet, bank-account, 3, as-chosen, wallet",
        "disaster-relief, bank-account, 1, as-chosen, cash",
        "disaster-relief, e-wallet, 2, as-chosen, cash",
        "disaster-relief, bank-account, 3, promptpay-national-id, cash",
        "disaster-relief, e-wallet, 4, promptpay-national-id, cash",
        "disaster-relief, promptpay-national-id, 2, as-chosen, cash",
        "disaster-relief, promptpay-national-id, 3, as-chosen, cash",
        "another, promptpay-mobile, 3, promptpay-national-id, cash"
    })
    void channel_isTheProgrammesOrTheNextInTheOrder(
            String programme, String chosen, int round, String channel, String money) {
        assertThat(CHANNEL.decide(facts("programme", programme, "chosenChannel", chosen, "round", round)))
                .containsEntry("channel", channel)
                .containsEntry("money", money);
    }

    /** 25, 26, 27 and 30 September 2024; the 28th and 29th were a weekend. */
    @ParameterizedTest
    @CsvSource({
        "cash-10000, 0, 2024-09-25",
        "cash-10000, 1, 2024-09-26",
        "cash-10000, 3, 2024-09-26",
        "cash-10000, 4, 2024-09-27",
        "cash-10000, 7, 2024-09-27",
        "cash-10000, 8, 2024-09-30",
        "cash-10000, 9, 2024-09-30",
        "disaster-relief, 0, 2024-09-25",
        "digital-wallet, 9, 2024-09-25"
    })
    void firstRound_isSpreadByTheLastDigit(String programme, int digit, LocalDate day) {
        assertThat(firstDay(programme, LocalDate.of(2024, 9, 25), digit, "10")).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "2567-68, 10, 2024-12-17",
        "2567-68, 27, 2024-12-17",
        "2567-68, 30, 2024-12-19",
        "2567-68, 49, 2024-12-18",
        "2567-68, 50, 2024-12-16",
        "2567-68, 67, 2024-12-16",
        "2567-68, 70, 2024-12-17",
        "2567-68, 80, 2024-12-20",
        "2567-68, 96, 2024-12-20",
        "2567-68, '', 2024-12-16",
        "2566-67, 50, 2023-11-28",
        "2566-67, 96, 2023-12-02"
    })
    void firstRoundOfFarmers_isSpreadByTheProvinceFromTheFirstDayOfTheirRound(
            String round, String province, LocalDate day) {
        var paysFrom =
                LocalDate.parse((String) FARMERS.decide(facts("round", round)).get("paysFrom"));

        assertThat(firstDay("farmer-support", paysFrom, 5, province)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "digital-wallet, 1, false, 0",
        "disaster-relief, 1, true, 7",
        "disaster-relief, 3, true, 7",
        "disaster-relief, 4, false, 0",
        "farmer-support, 1, true, 30",
        "farmer-support, 3, true, 30",
        "farmer-support, 4, false, 0",
        "another, 2, true, 30"
    })
    void laterRounds_endAfterTheThirdRetry(String programme, int done, boolean again, int afterDays) {
        assertThat(CALENDAR.decide(
                        facts("programme", programme, "roundsDone", done, "lastDigit", null, "province", null)))
                .containsEntry("again", again)
                .containsEntry("afterDays", afterDays);
    }

    /** Seven hours before the day's end in London it is the next day in Thailand. */
    @Test
    void day_isThailands() {
        Clock evening = Clock.fixed(Instant.parse("2024-09-24T17:00:00Z"), ZoneOffset.UTC);

        assertThat(PlanRound.day(null, 0, evening)).isEqualTo(LocalDate.of(2024, 9, 25));
        assertThat(PlanRound.day(null, 30, evening)).isEqualTo(LocalDate.of(2024, 10, 25));
        assertThat(PlanRound.day(LocalDate.of(2024, 10, 20), 2, evening)).isEqualTo(LocalDate.of(2024, 10, 22));
    }

    private static LocalDate firstDay(String programme, LocalDate paysFrom, int digit, String province) {
        Map<String, @Nullable Object> said = CALENDAR.decide(
                facts("programme", programme, "roundsDone", 0, "lastDigit", digit, "province", province));
        assertThat(said).containsEntry("again", true);
        return PlanRound.day(paysFrom, Objects.requireNonNull(said.get("afterDays")), Clock.systemUTC());
    }

    private static Map<String, @Nullable Object> facts(@Nullable Object... namesAndValues) {
        var facts = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return facts;
    }
}
