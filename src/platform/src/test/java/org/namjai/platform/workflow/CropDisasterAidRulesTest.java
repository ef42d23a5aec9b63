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

/** Each rule of the crop aid's rounds, of the damage that counts and of eligibility, on both sides of its limit. */
class CropDisasterAidRulesTest {
    private static final Rules PHASES = new Rules("crop-disaster-aid-phases");
    private static final Rules DAMAGE = new Rules("crop-disaster-aid-damage");
    private static final Rules ELIGIBILITY = new Rules("crop-disaster-aid-eligibility");

    @AfterAll
    static void everyRule_wasMet() {
        assertThat(PHASES.unmet()).isEmpty();
        assertThat(DAMAGE.unmet()).isEmpty();
        assertThat(ELIGIBILITY.unmet()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // facts, outcome, amount, reason; a rai is 400 square wah, 30 rai are 12,000
        "riceSquareWah=400, eligible, 134000, eligible",
        "riceSquareWah=0 fieldCropSquareWah=400, eligible, 198000, eligible",
        "riceSquareWah=0 perennialSquareWah=400, eligible, 404800, eligible",
        "riceSquareWah=1, eligible, 335, eligible",
        "riceSquareWah=0, ineligible, 0, no-damaged-plot",
        "riceSquareWah=12000, eligible, 4020000, eligible",
        "riceSquareWah=12001, eligible, 4020000, eligible-up-to-cap",
        // The highest rate counts first: 20 rai of trees and 10 rai of rice.
        "riceSquareWah=6000 perennialSquareWah=8000, eligible, 9436000, eligible-up-to-cap",
        "fieldCropSquareWah=4000 perennialSquareWah=12000, eligible, 12144000, eligible-up-to-cap",
        "riceSquareWah=400 fieldCropSquareWah=400 perennialSquareWah=400, eligible, 736800, eligible",
        "alive=false, ineligible, 0, not-alive",
        "areaDeclared=false, ineligible, 0, area-not-declared",
        "farmerRegistered=false, ineligible, 0, not-registered-farmer",
        "farmerRegisteredOn=2024-08-31, eligible, 134000, eligible",
        "farmerRegisteredOn=2024-09-01, ineligible, 0, registered-after-disaster",
        "houseCode=10010000002, ineligible, 0, other-household",
        "houseCode=10010000002 householdConfirmed=true, eligible, 134000, eligible",
        "recordsComplete=false, refer, 0, records-incomplete",
        "recordsComplete=false riceSquareWah=null, refer, 0, records-incomplete",
        "recordsComplete=false approved=true, eligible, 134000, eligible",
        "riceSquareWah=null, refer, 0, damage-unknown",
        "houseCode=null, refer, 0, household-unknown",
        "farmerRegisteredOn=null, refer, 0, registration-unknown",
        "declaredFrom=null, refer, 0, registration-unknown",
        "certified=false, refer, 0, not-certified",
        "certified=null, refer, 0, not-certified",
        "certified=false certificateSeen=true, eligible, 134000, eligible",
        // Rates that are no whole number of satang a square wah are rounded down.
        "riceSquareWah=3 riceSatangPerRai=111300, eligible, 834, eligible"
    })
    void facts_areDecidedAtTheirLimits(String facts, String outcome, long amount, String reason) {
        Map<String, @Nullable Object> decided = decide(facts);
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
                "areaDeclared",
                "farmerRegistered",
                "farmerRegisteredOn",
                "declaredFrom",
                "houseCode",
                "riceSquareWah",
                "certified"
            })
    void gapInTheRecords_isReferredAndNeverRejected(String fact) {
        assertThat(decide(fact + "=null recordsComplete=false")).containsEntry("outcome", "refer");
    }

    @Test
    void damage_isCountedByTheRegisteredCropAndNeverBeyondThePlot() {
        var plots = List.of(
                plot("P1", "rice", 1_000L, "2024-05-01"),
                plot("P2", "field-crop", 800L, "2024-05-01"),
                plot("P3", "perennial", 400L, "2020-01-01"),
                plot("P4", "rice", 400L, "2024-05-01"));
        var damaged = List.of(
                damage("P1", 300L, "2024-09-10"),
                damage("P1", 900L, "2024-09-20"),
                damage("P2", 250L, "2024-09-10"),
                damage("P3", 400L, "2024-09-10"),
                damage("P9", 5_000L, "2024-09-10"));
        assertThat(DAMAGE.decide(records(plots, damaged)))
                .containsEntry("riceSquareWah", 1_000L)
                .containsEntry("fieldCropSquareWah", 250L)
                .containsEntry("perennialSquareWah", 400L);
    }

    @ParameterizedTest
    @CsvSource({"2024-09-09, 400", "2024-09-10, 0", "2024-09-11, 0"})
    void plot_countsWhenItWasRegisteredBeforeTheDamage(String registeredOn, long riceSquareWah) {
        var plots = List.of(plot("P1", "rice", 400L, registeredOn));
        assertThat(DAMAGE.decide(records(plots, List.of(damage("P1", 400L, "2024-09-10")))))
                .containsEntry("riceSquareWah", riceSquareWah);
    }

    @Test
    void damage_isUnknownWhenTheRegistersSayTooLittle() {
        var plot = plot("P1", "rice", 400L, "2024-05-01");
        var damage = damage("P1", 400L, "2024-09-10");
        assertThat(rice(null, List.of(damage))).isNull();
        assertThat(rice(List.of(plot), null)).isNull();
        assertThat(rice(List.of(plot("P1", null, 400L, "2024-05-01")), List.of(damage)))
                .isNull();
        assertThat(rice(List.of(plot("P1", "rice", null, "2024-05-01")), List.of(damage)))
                .isNull();
        assertThat(rice(List.of(plot("P1", "rice", 400L, null)), List.of(damage)))
                .isNull();
        assertThat(rice(List.of(plot), List.of(damage("P1", null, "2024-09-10"))))
                .isNull();
        assertThat(rice(List.of(plot), List.of(damage("P1", 400L, null)))).isNull();
        assertThat(rice(List.of(plot), List.of())).isEqualTo(0L);
    }

    @ParameterizedTest
    @CsvSource({"2564, flood-2564, 2564/65", "2567, flood-2567, 2567/68"})
    void round_isOfItsFloodsAndSeason(String round, String event, String season) {
        assertThat(PHASES.decide(Map.of("round", round)))
                .containsEntry("event", event)
                .containsEntry("season", season)
                .containsEntry("riceSatangPerRai", 134_000L)
                .containsEntry("fieldCropSatangPerRai", 198_000L)
                .containsEntry("perennialSatangPerRai", 404_800L)
                .containsEntry("maximumSquareWah", 12_000L);
    }

    private static @Nullable Object rice(
            @Nullable List<Map<String, @Nullable Object>> plots,
            @Nullable List<Map<String, @Nullable Object>> damaged) {
        return DAMAGE.decide(records(plots, damaged)).get("riceSquareWah");
    }

    private static Map<String, @Nullable Object> records(
            @Nullable List<Map<String, @Nullable Object>> plots,
            @Nullable List<Map<String, @Nullable Object>> damaged) {
        Map<String, @Nullable Object> records = new HashMap<>();
        records.put("plots", plots);
        records.put("damagedPlots", damaged);
        return records;
    }

    private static Map<String, @Nullable Object> plot(
            String plotId, @Nullable String crop, @Nullable Long areaSquareWah, @Nullable String registeredOn) {
        Map<String, @Nullable Object> plot = new HashMap<>(Map.of("plotId", plotId));
        plot.put("crop", crop);
        plot.put("areaSquareWah", areaSquareWah);
        plot.put("registeredOn", registeredOn);
        return plot;
    }

    private static Map<String, @Nullable Object> damage(
            String plotId, @Nullable Long damagedSquareWah, @Nullable String damagedOn) {
        Map<String, @Nullable Object> damage = new HashMap<>(Map.of("plotId", plotId));
        damage.put("damagedSquareWah", damagedSquareWah);
        damage.put("damagedOn", damagedOn);
        return damage;
    }

    private static Map<String, @Nullable Object> decide(String changes) {
        Map<String, @Nullable Object> facts = new HashMap<>(PHASES.decide(Map.of("round", "2567")));
        facts.putAll(Map.of(
                "alive",
                true,
                "areaDeclared",
                true,
                "declaredFrom",
                "2024-09-01",
                "farmerRegistered",
                true,
                "farmerRegisteredOn",
                "2024-05-20",
                "certified",
                true,
                "household",
                "10010000001",
                "houseCode",
                "10010000001"));
        facts.putAll(Map.of(
                "riceSquareWah", 400L, "fieldCropSquareWah", 0L, "perennialSquareWah", 0L, "recordsComplete", true));
        return ELIGIBILITY.decide(Rules.changed(facts, changes));
    }
}
