package org.namjai.platform.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.registry.LookUpDates;
import org.namjai.platform.registry.Registry;

/**
 * Turns registry answers into the facts that eligibility rules name. A fact that no registry states plainly is null and
 * makes {@code recordsComplete} false: a person is judged on records, never on gaps.
 */
final class EligibilityFacts {
    private EligibilityFacts() {}

    static Map<String, @Nullable Object> of(Map<Registry, JsonNode> answers, LookUpDates dates) {
        JsonNode citizen = record(answers, Registry.CITIZEN);
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("age", age(citizen.path("birthDate"), dates.cutOff()));
        facts.put(
                "thaiNational",
                citizen.path("nationality").isTextual()
                        ? citizen.path("nationality").asText().equals("TH")
                        : null);
        facts.put("householdRegistered", bool(citizen.path("householdRegistered")));
        facts.put("alive", bool(citizen.path("alive")));
        facts.put("incomeSatang", satang(record(answers, Registry.REVENUE).path("assessableIncomeSatang")));
        facts.put("depositsSatang", satang(record(answers, Registry.DEPOSITS).path("depositsSatang")));
        facts.put("inPrison", bool(record(answers, Registry.CORRECTIONS).path("inPrison")));
        facts.put("suspended", bool(record(answers, Registry.SANCTIONS).path("suspended")));
        facts.put("recordsComplete", !facts.containsValue(null) && district(answers) != null);
        return facts;
    }

    /** DOPA code of the registered address. */
    static @Nullable String district(Map<Registry, JsonNode> answers) {
        String code = record(answers, Registry.CITIZEN).path("addressDistrict").asText("");
        return code.matches("[0-9]{4}") ? code : null;
    }

    /** The answer, or an empty node when the registry knows nobody of that number. */
    private static JsonNode record(Map<Registry, JsonNode> answers, Registry registry) {
        JsonNode answer = answers.get(registry);
        return answer != null && answer.path("found").asBoolean(false) ? answer : MissingNode.getInstance();
    }

    private static @Nullable Integer age(JsonNode birthDate, LocalDate on) {
        try {
            return Period.between(LocalDate.parse(birthDate.asText("")), on).getYears();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Boolean bool(JsonNode value) {
        return value.isBoolean() ? value.booleanValue() : null;
    }

    private static @Nullable Long satang(JsonNode value) {
        return value.canConvertToLong() && value.isIntegralNumber() ? value.longValue() : null;
    }
}
