package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the Digital Wallet's eligibility table, on both sides of its limit. */
class EligibilityRulesTest {
    private static final DmnEngine ENGINE = EngineConfiguration.dmn().buildEngine();
    private static final DmnDecision TABLE = ENGINE.parseDecision(
            "digital-wallet-eligibility", new ByteArrayInputStream(Models.read("digital-wallet-eligibility.dmn")));

    @Test
    void whoMeetsEveryCondition_getsTenThousandBaht() {
        DmnDecisionResultEntries decided = decide(Map.of());
        assertThat(decided.<String>getEntry("outcome")).isEqualTo("eligible");
        assertThat(decided.<Number>getEntry("amountSatang").longValue()).isEqualTo(1_000_000);
        assertThat(decided.<String>getEntry("reasonTh")).isNotBlank();
        assertThat(decided.<String>getEntry("reasonEn")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "birthDate, 2008-09-15, eligible",
        "birthDate, 2008-09-16, under-16",
        "incomeSatang, 84000000, eligible",
        "incomeSatang, 84000001, income-over-limit",
        "depositsSatang, 50000000, eligible",
        "depositsSatang, 50000001, deposits-over-limit",
        "nationality, TH, eligible",
        "nationality, MM, not-thai",
        "householdRegistered, false, not-on-household-register",
        "alive, false, not-alive",
        "inPrison, true, in-prison",
        "suspended, true, suspended",
        "recordsComplete, false, records-incomplete"
    })
    void oneFact_decidesAtItsLimit(String fact, String value, String reasonCode) {
        Object typed = value.matches("[0-9]+")
                ? (Object) Long.valueOf(value)
                : value.matches("true|false") ? Boolean.valueOf(value) : value;
        assertThat(decide(Map.of(fact, typed)).<String>getEntry("reasonCode")).isEqualTo(reasonCode);
    }

    @Test
    void missingRecord_isReferredAndNeverRejected() {
        Map<String, @Nullable Object> facts = facts();
        facts.put("incomeSatang", null);
        facts.put("recordsComplete", false);
        DmnDecisionResultEntries decided = decideOn(facts);
        assertThat(decided.<String>getEntry("outcome")).isEqualTo("refer");
        assertThat(decided.<Number>getEntry("amountSatang").longValue()).isEqualTo(1_000_000);
    }

    @Test
    void conditionClearlyNotMet_isToldBeforeAMissingRecordIsLookedInto() {
        Map<String, @Nullable Object> facts = facts();
        facts.put("depositsSatang", null);
        facts.put("recordsComplete", false);
        facts.put("birthDate", "2008-09-16");
        assertThat(decideOn(facts).<String>getEntry("reasonCode")).isEqualTo("under-16");
    }

    private static DmnDecisionResultEntries decide(Map<String, Object> changed) {
        Map<String, @Nullable Object> facts = facts();
        facts.putAll(changed);
        return decideOn(facts);
    }

    private static DmnDecisionResultEntries decideOn(Map<String, @Nullable Object> facts) {
        return ENGINE.evaluateDecision(TABLE, facts).getSingleResult();
    }

    private static Map<String, @Nullable Object> facts() {
        return new HashMap<>(Map.of(
                "birthDate", "1994-01-31",
                "nationality", "TH",
                "householdRegistered", true,
                "alive", true,
                "incomeSatang", 30_000_000L,
                "depositsSatang", 1_000_000L,
                "inPrison", false,
                "suspended", false,
                "recordsComplete", true));
    }
}
