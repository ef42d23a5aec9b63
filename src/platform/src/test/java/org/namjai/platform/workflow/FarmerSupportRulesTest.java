package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the farmers' rounds, of the area that counts and of eligibility, on both sides of its limit. */
class FarmerSupportRulesTest {
    private static final Rules PHASES = new Rules("farmer-support-phases");
    private static final Rules AREA = new Rules("farmer-support-area");
    private static final Rules ELIGIBILITY = new Rules("farmer-support-eligibility");
    private static final long RAI = 400;

    @AfterAll
    static void everyRule_wasMet() {
        assertThat(PHASES.unmet()).isEmpty();
        assertThat(AREA.unmet()).isEmpty();
        assertThat(ELIGIBILITY.unmet()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // round, facts, outcome, amount, reason
        "2566-67, supportedSquareWah=2000, eligible, 500000, eligible",
        "2566-67, supportedSquareWah=1, eligible, 250, eligible",
        "2566-67, supportedSquareWah=8000, eligible, 2000000, eligible",
        "2566-67, supportedSquareWah=8001, eligible, 2000000, eligible-up-to-cap",
        "2567-68, supportedSquareWah=4000, eligible, 1000000, eligible",
        "2567-68, supportedSquareWah=4001, eligible, 1000000, eligible-up-to-cap",
        "2566-67, supportedSquareWah=0, ineligible, 0, no-supported-plot",
        "2566-67, alive=false, ineligible, 0, not-alive",
        "2566-67, farmerRegistered=false, ineligible, 0, not-registered-farmer",
        "2566-67, houseCode=10010000002, ineligible, 0, other-household",
        "2566-67, houseCode=10010000002 householdConfirmed=true, eligible, 500000, eligible",
        "2566-67, recordsComplete=false, refer, 0, records-incomplete",
        "2566-67, recordsComplete=false supportedSquareWah=null, refer, 0, records-incomplete",
        "2566-67, recordsComplete=false approved=true, eligible, 500000, eligible",
        "2566-67, recordsComplete=false approved=false, refer, 0, records-incomplete",
        "2566-67, houseCode=null, refer, 0, household-unknown",
        "2566-67, supportedSquareWah=null, refer, 0, area-unknown",
        "2566-67, supportedSquareWah=null recordsComplete=false approved=true, refer, 0, area-unknown",
        // A rate that is no whole number of satang a square wah is rounded down.
        "2566-67, supportedSquareWah=3 satangPerRai=111300, eligible, 834, eligible"
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
    @ValueSource(strings = {"alive", "farmerRegistered", "houseCode", "supportedSquareWah"})
    void gapInTheRecords_isReferredAndNeverRejected(String fact) {
        assertThat(decide("2567-68", fact + "=null recordsComplete=false")).containsEntry("outcome", "refer");
    }

    @Test
    void caseWorkersWord_countsAlsoWhenTasklistSendsItAsText() {
        Map<String, @Nullable Object> facts = Rules.changed(facts("2566-67"), "recordsComplete=false");
        facts.put("approved", "true");
        assertThat(ELIGIBILITY.decide(facts)).containsEntry("outcome", "eligible");
    }

    @Test
    void reasonOfACappedGrant_namesTheCap() {
        assertThat((String) decide("2567-68", "supportedSquareWah=9999").get("reasonEn"))
                .contains("10 rai");
    }

    @Test
    void area_isOfThePlotsWithTheCropAndTheRightToTheLand() {
        assertThat(supported(List.of(
                        plot("rice", 5 * RAI, true),
                        plot("rice", 3L, true),
                        plot("field-crop", 7 * RAI, true),
                        plot("rice", 11 * RAI, false))))
                .isEqualTo(5 * RAI + 3);
        assertThat(supported(List.of(plot("perennial", RAI, true)))).isEqualTo(0L);
        assertThat(supported(List.of())).isEqualTo(0L);
    }

    @Test
    void area_isUnknownWhenTheRegisterSaysTooLittle() {
        assertThat(supported(null)).isNull();
        assertThat(supported(List.of(plot("rice", RAI, true), plot(null, RAI, true))))
                .isNull();
        assertThat(supported(List.of(plot("rice", RAI, null)))).isNull();
        assertThat(supported(List.of(plot("rice", null, true)))).isNull();
    }

    private static @Nullable Object supported(@Nullable List<Map<String, @Nullable Object>> plots) {
        Map<String, @Nullable Object> facts = new HashMap<>(Map.of("supportedCrop", "rice"));
        facts.put("plots", plots);
        return AREA.decide(facts).get("supportedSquareWah");
    }

    private static Map<String, @Nullable Object> plot(
            @Nullable String crop, @Nullable Long areaSquareWah, @Nullable Boolean landRight) {
        Map<String, @Nullable Object> plot = new HashMap<>(Map.of("plotId", "P1", "district", "1801"));
        plot.put("crop", crop);
        plot.put("areaSquareWah", areaSquareWah);
        plot.put("landRight", landRight);
        return plot;
    }

    private static Map<String, @Nullable Object> decide(String round, String changes) {
        return ELIGIBILITY.decide(Rules.changed(facts(round), changes));
    }

    private static Map<String, @Nullable Object> facts(String round) {
        Map<String, @Nullable Object> facts = new HashMap<>(PHASES.decide(Map.of("round", round)));
        facts.putAll(Map.of(
                "alive",
                true,
                "farmerRegistered",
                true,
                "household",
                "10010000001",
                "houseCode",
                "10010000001",
                "supportedSquareWah",
                2_000L,
                "recordsComplete",
                true));
        return facts;
    }
}
