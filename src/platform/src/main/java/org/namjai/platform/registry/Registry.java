package org.namjai.platform.registry;

import static org.namjai.platform.registry.Attribute.count;
import static org.namjai.platform.registry.Attribute.date;
import static org.namjai.platform.registry.Attribute.list;
import static org.namjai.platform.registry.Attribute.text;
import static org.namjai.platform.registry.Attribute.texts;
import static org.namjai.platform.registry.Attribute.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of the state's registries: what it is asked about a person, and what its record states. This table is the only
 * place that knows; a new attribute is one line.
 */
public enum Registry {
    CITIZEN(
            asked(),
            text("nationality", "[A-Z]{2}"),
            date("birthDate"),
            truth("householdRegistered"),
            truth("alive"),
            text("addressDistrict", "[0-9]{4}"),
            text("houseCode", "[0-9]{11}").onlyIf("householdRegistered"),
            truth("headOfHousehold")),
    REVENUE(asked(count("taxYear")), count("incomeSatang")),
    DEPOSITS(asked(date("snapshotDate")), count("depositsSatang")),
    CORRECTIONS(asked(date("date")), truth("inPrison")),
    SANCTIONS(asked(), truth("suspended")),
    FARMER(
            asked(text("season")),
            truth("farmerRegistered"),
            date("farmerRegisteredOn").onlyIf("farmerRegistered"),
            text("farmHouseholdCode").onlyIf("farmerRegistered"),
            list(
                    "plots",
                    text("plotId"),
                    text("district", "[0-9]{4}"),
                    text("crop"),
                    count("areaSquareWah"),
                    date("registeredOn"),
                    truth("landRight"),
                    texts("overlaps"))),
    DISASTER(
            asked(text("event")),
            truth("areaDeclared"),
            date("declaredFrom").onlyIf("areaDeclared"),
            count("daysFlooded"),
            truth("damageDocumented"),
            truth("certified"),
            list("damagedPlots", text("plotId"), text("crop"), count("damagedSquareWah"), date("damagedOn")));

    private final List<Attribute> question;
    private final List<Attribute> record;

    Registry(List<Attribute> question, Attribute... record) {
        this.question = question;
        this.record = List.of(record);
    }

    private static List<Attribute> asked(Attribute... attributes) {
        return List.of(attributes);
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Registry> of(String code) {
        return Stream.of(values())
                .filter(registry -> registry.code().equals(code))
                .findFirst();
    }

    /** What a question names besides the person. */
    public List<String> questionAttributes() {
        return question.stream().map(Attribute::name).toList();
    }

    /** What a record states; facts have the same names. */
    public List<String> recordAttributes() {
        return record.stream().map(Attribute::name).toList();
    }

    /** The question's attributes in their types, by name; text of digits serves as a number, as models write it. */
    Map<String, Object> checked(Map<String, ? extends @Nullable Object> attributes) {
        var checked = new TreeMap<String, Object>();
        for (Attribute attribute : question) {
            Object value = attribute.type().read(json(attributes.get(attribute.name())));
            if (value == null && attributes.get(attribute.name()) instanceof String digits) {
                value = digits.matches("[0-9]{1,18}") ? attribute.type().read(json(Long.valueOf(digits))) : null;
            }
            if (value == null) {
                throw new IllegalArgumentException(
                        "a question to the " + code() + " registry lacks a valid " + attribute.name());
            }
            checked.put(attribute.name(), value);
        }
        if (checked.size() != attributes.size()) {
            throw new IllegalArgumentException(
                    "a question to the " + code() + " registry has only " + questionAttributes());
        }
        return Collections.unmodifiableMap(checked);
    }

    private static JsonNode json(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            return JsonNodeFactory.instance.numberNode(((Number) value).longValue());
        }
        return value instanceof String text ? JsonNodeFactory.instance.textNode(text) : MissingNode.getInstance();
    }

    /** Every attribute of the record; null is what it does not state plainly. */
    Map<String, @Nullable Object> facts(@Nullable JsonNode stated) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        JsonNode source = stated == null ? MissingNode.getInstance() : stated;
        record.forEach(attribute -> facts.put(attribute.name(), attribute.type().read(source.path(attribute.name()))));
        return facts;
    }

    boolean isComplete(Map<String, @Nullable Object> facts) {
        return record.stream()
                .allMatch(attribute -> facts.get(attribute.name()) != null
                        || attribute.onlyIf() != null && Boolean.FALSE.equals(facts.get(attribute.onlyIf())));
    }
}
