package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the Digital Wallet's rounds and eligibility, on both sides of its limit. */
class DigitalWalletRulesTest {
    private static final Rules PHASES = new Rules("digital-wallet-phases");
    private static final Rules ELIGIBILITY = new Rules("digital-wallet-eligibility");

    @AfterAll
    static void everyRule_wasMet() {
        assertThat(PHASES.unmet()).isEmpty();
        assertThat(ELIGIBILITY.unmet()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // round, facts, outcome, amount, reason
        "1, '', eligible, 1000000, eligible",
        "1, alive=false, ineligible, 0, not-alive",
        "1, nationality=TH, eligible, 1000000, eligible",
        "1, nationality=LA, ineligible, 0, not-thai",
        "1, householdRegistered=false, ineligible, 0, not-on-household-register",
        "1, birthDate=2008-09-15, eligible, 1000000, eligible",
        "1, birthDate=2008-09-16, ineligible, 0, too-young",
        "1, birthDate=1910-01-01, eligible, 1000000, eligible",
        "2, birthDate=1964-09-14, eligible, 1000000, eligible",
        "2, birthDate=1964-09-15, ineligible, 0, too-young",
        "3, birthDate=2008-09-15, eligible, 1000000, eligible",
        "3, birthDate=2008-09-16, ineligible, 0, too-young",
        "3, birthDate=2003-09-16, eligible, 1000000, eligible",
        "3, birthDate=2003-09-15, ineligible, 0, too-old",
        "1, incomeSatang=84000000, eligible, 1000000, eligible",
        "1, incomeSatang=84000001, ineligible, 0, income-over-limit",
        "1, depositsSatang=50000000, eligible, 1000000, eligible",
        "1, depositsSatang=50000001, ineligible, 0, deposits-over-limit",
        "1, inPrison=true, ineligible, 0, in-prison",
        "1, suspended=true, ineligible, 0, suspended",
        "1, paidSatang=1, ineligible, 0, already-paid",
        "1, recordsComplete=false, refer, 1000000, records-incomplete"
    })
    void facts_areDecidedAtTheirLimits(String round, String facts, String outcome, long amount, String reason) {
        Map<String, @Nullable Object> decided = decide(round, facts);
        assertThat(decided)
                .containsEntry("outcome", outcome)
                .containsEntry("amountSatang", amount)
                .containsEntry("reasonCode", reason);
        assertThat((String) decided.get("reasonTh")).isNotBlank();
        assertThat((String) decided.get("reasonEn")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alive",
                "nationality",
                "householdRegistered",
                "birthDate",
                "incomeSatang",
                "depositsSatang",
                "inPrison",
                "suspended"
            })
    void gapInTheRecords_isReferredAndNeverRejected(String fact) {
        assertThat(decide("1", fact + "=null recordsComplete=false")).containsEntry("outcome", "refer");
    }

    @Test
    void conditionClearlyNotMet_isToldBeforeAMissingRecordIsLookedInto() {
        assertThat(decide("1", "depositsSatang=null recordsComplete=false birthDate=2010-01-01"))
                .containsEntry("reasonCode", "too-young");
    }

    @Test
    void reasons_nameTheRoundsLimits() {
        assertThat(decide("2", "birthDate=1990-01-01"))
                .containsEntry("reasonEn", "The applicant was not yet 60 on this round’s date.");
        assertThat(decide("1", "incomeSatang=84000001")).containsEntry("reasonTh", "เงินได้พึงประเมินเกิน 840,000 บาท");
    }

    @ParameterizedTest
    @CsvSource({"1, 2024-03-31, 2024-09-15", "2, 2024-06-30, 2024-11-30", "3, 2024-06-30, 2024-11-30"})
    void round_hasItsOwnSnapshotDates(String round, String depositsOn, String custodyOn) {
        assertThat(PHASES.decide(Map.of("round", round)))
                .containsEntry("taxYear", 2023)
                .containsEntry("depositsOn", depositsOn)
                .containsEntry("custodyOn", custodyOn);
    }

    @Test
    void unknownRound_hasNoValues() {
        assertThat(PHASES.matches(Map.of("round", "4"))).isZero();
    }

    private static Map<String, @Nullable Object> decide(String round, String changes) {
        Map<String, @Nullable Object> facts = new HashMap<>(PHASES.decide(Map.of("round", round)));
        facts.putAll(Map.of(
                "alive",
                true,
                "nationality",
                "TH",
                "householdRegistered",
                true,
                // Old enough for the round, and not too old.
                "birthDate",
                round.equals("2") ? "1950-01-31" : "2006-01-31",
                "incomeSatang",
                30_000_000L,
                "depositsSatang",
                1_000_000L,
                "inPrison",
                false,
                "suspended",
                false,
                "paidSatang",
                0L,
                "recordsComplete",
                true));
        return ELIGIBILITY.decide(Rules.changed(facts, changes));
    }
}
