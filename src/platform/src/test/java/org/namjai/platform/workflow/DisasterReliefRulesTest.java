package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the flood relief's rounds, tiers and eligibility, on both sides of its limit. */
class DisasterReliefRulesTest {
    private static final Rules PHASES = new Rules("disaster-relief-phases");
    private static final Rules TIER = new Rules("disaster-relief-tier");
    private static final Rules ELIGIBILITY = new Rules("disaster-relief-eligibility");

    @AfterAll
    static void everyRule_wasMet() {
        assertThat(PHASES.unmet()).isEmpty();
        assertThat(TIER.unmet()).isEmpty();
        assertThat(ELIGIBILITY.unmet()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // round, facts, due; more than 7, 30 and 60 days
                "2565, daysFlooded=0, 0",
                "2565, daysFlooded=1 damageDocumented=true, 500000",
                "2565, daysFlooded=1 damageDocumented=false, 0",
                "2565, daysFlooded=7 damageDocumented=true, 500000",
                "2565, daysFlooded=7 damageDocumented=false, 0",
                "2565, daysFlooded=7 damageDocumented=null, -",
                "2565, daysFlooded=7 damageDocumented=false confirmedDamage=true, 500000",
                "2565, daysFlooded=8 damageDocumented=false, 500000",
                "2565, daysFlooded=30, 500000",
                "2565, daysFlooded=31, 700000",
                "2565, daysFlooded=60, 700000",
                "2565, daysFlooded=61, 900000",
                "2565, daysFlooded=null, -",
                "2565, daysFlooded=null confirmedDaysFlooded=31, 700000",
                "2565, daysFlooded=10 confirmedDaysFlooded=61, 900000",
                "2567, daysFlooded=30, 500000",
                "2567-2, daysFlooded=1 damageDocumented=true, 900000",
                "2567-2, daysFlooded=8, 900000",
                "2567-2, daysFlooded=31, 900000",
                "2567-2, daysFlooded=61, 900000",
                "2567-2, daysFlooded=7 damageDocumented=false, 0"
            })
    void daysFlooded_makeTheTier(String round, String facts, @Nullable Long due) {
        Map<String, @Nullable Object> tier = tier(round, facts);
        assertThat(tier).containsEntry("dueSatang", due);
        assertThat((String) tier.get("tierTh")).isNotBlank();
        assertThat((String) tier.get("tierEn")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        // round, facts, outcome, amount, reason
        "2565, '', eligible, 500000, eligible",
        "2565, daysFlooded=45, eligible, 700000, eligible",
        "2565, daysFlooded=0, ineligible, 0, not-flooded-enough",
        "2565, daysFlooded=7, ineligible, 0, not-flooded-enough",
        "2565, daysFlooded=7 damageDocumented=true, eligible, 500000, eligible",
        "2565, alive=false, ineligible, 0, not-alive",
        "2565, areaDeclared=false, ineligible, 0, area-not-declared",
        "2565, recordsComplete=false, refer, 0, records-incomplete",
        "2565, recordsComplete=false daysFlooded=null, refer, 0, records-incomplete",
        "2565, recordsComplete=false approved=true, eligible, 500000, eligible",
        "2565, daysFlooded=null, refer, 0, tier-unknown",
        "2565, daysFlooded=7 damageDocumented=null, refer, 0, tier-unknown",
        "2565, daysFlooded=null confirmedDaysFlooded=61, eligible, 900000, eligible",
        "2565, certified=false, refer, 0, not-certified",
        "2565, certified=null, refer, 0, not-certified",
        "2565, certified=false certificateSeen=true, eligible, 500000, eligible",
        "2565, certified=false certificateSeen=false, refer, 0, not-certified",
        "2565, houseCode=10010000002, refer, 0, other-household",
        "2565, houseCode=10010000002 householdConfirmed=true, eligible, 500000, eligible",
        "2565, houseCode=null, refer, 0, household-unknown",
        // The flat round tops up what the tiers of the same floods paid.
        "2567-2, '', eligible, 900000, eligible",
        "2567-2, paidSatang=500000, eligible, 400000, top-up",
        "2567-2, paidSatang=700000, eligible, 200000, top-up",
        "2567-2, paidSatang=899999, eligible, 1, top-up",
        "2567-2, paidSatang=900000, ineligible, 0, already-paid",
        "2567-2, paidSatang=900001, ineligible, 0, already-paid",
        "2567-2, paidSatang=500000 certified=false, refer, 0, not-certified"
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
    @ValueSource(strings = {"alive", "areaDeclared", "daysFlooded", "certified", "houseCode"})
    void gapInTheRecords_isReferredAndNeverRejected(String fact) {
        assertThat(decide("2565", fact + "=null recordsComplete=false")).containsEntry("outcome", "refer");
    }

    @ParameterizedTest
    @CsvSource({"2565, flood-2565, ''", "2567, flood-2567, ''", "2567-2, flood-2567, 2567"})
    void round_isOfItsFloods(String round, String event, String earlierRounds) {
        assertThat(PHASES.decide(Map.of("round", round)))
                .containsEntry("event", event)
                .containsEntry("earlierRounds", earlierRounds);
    }

    private static Map<String, @Nullable Object> decide(String round, String changes) {
        Map<String, @Nullable Object> facts = Rules.changed(facts(round), changes);
        facts.putAll(TIER.decide(facts));
        return ELIGIBILITY.decide(facts);
    }

    private static Map<String, @Nullable Object> tier(String round, String changes) {
        return TIER.decide(Rules.changed(facts(round), changes));
    }

    private static Map<String, @Nullable Object> facts(String round) {
        Map<String, @Nullable Object> facts = new HashMap<>(PHASES.decide(Map.of("round", round)));
        facts.putAll(Map.of(
                "alive", true,
                "areaDeclared", true,
                "daysFlooded", 10L,
                "damageDocumented", false,
                "certified", true,
                "household", "10010000001",
                "houseCode", "10010000001",
                "paidSatang", 0L,
                "recordsComplete", true));
        return facts;
    }
}
