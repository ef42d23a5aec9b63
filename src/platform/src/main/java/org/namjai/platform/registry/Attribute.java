package org.namjai.platform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value that a registry states or is asked by, with its type.
 *
 * @param onlyIf another attribute of the record, a truth: unless it is true, this one may be absent
 */
record Attribute(String name, Type type, @Nullable String onlyIf) {
    private static final Pattern ANY_TEXT = Pattern.compile("\\P{Cntrl}{1,100}");
    private static final int LONGEST_LIST = 1_000;

    /** Reads a value from JSON; null when it is absent or of another type. */
    interface Type {
        @Nullable
        Object read(JsonNode value);
    }

    Attribute onlyIf(String truth) {
        return new Attribute(name, type, truth);
    }

    static Attribute text(String name) {
        return text(name, ANY_TEXT);
    }

    static Attribute text(String name, String pattern) {
        return text(name, Pattern.compile(pattern));
    }

    private static Attribute text(String name, Pattern pattern) {
        return new Attribute(name, value -> text(value, pattern), null);
    }

    /** ISO 8601. */
    static Attribute date(String name) {
        return new Attribute(name, Attribute::date, null);
    }

    /** An integer that is not negative: money in satang, areas in square wah, days, years. */
    static Attribute count(String name) {
        return new Attribute(name, Attribute::count, null);
    }

    static Attribute truth(String name) {
        return new Attribute(name, value -> value.isBoolean() ? value.booleanValue() : null, null);
    }

    static Attribute texts(String name) {
        return new Attribute(name, value -> list(value, text -> text(text, ANY_TEXT)), null);
    }

    static Attribute list(String name, Attribute... fields) {
        return new Attribute(name, value -> list(value, entry -> entry(entry, fields)), null);
    }

    private static @Nullable String text(JsonNode value, Pattern pattern) {
        return value.isTextual() && pattern.matcher(value.textValue()).matches() ? value.textValue() : null;
    }

    private static @Nullable String date(JsonNode value) {
        try {
            return value.isTextual() ? LocalDate.parse(value.textValue()).toString() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Long count(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0
                ? value.longValue()
                : null;
    }

    /** One entry that can't be read spoils the list: a list with a gap is not what the registry holds. */
    private static @Nullable List<Object> list(JsonNode value, Type of) {
        if (!value.isArray() || value.size() > LONGEST_LIST) {
            return null;
        }
        var entries = new ArrayList<Object>(value.size());
        for (JsonNode each : value) {
            Object entry = of.read(each);
            if (entry == null) {
                return null;
            }
            entries.add(entry);
        }
        return List.copyOf(entries);
    }

    private static @Nullable Map<String, Object> entry(JsonNode value, Attribute... fields) {
        var entry = new LinkedHashMap<String, Object>();
        for (Attribute field : fields) {
            Object read = field.type().read(value.path(field.name()));
            if (read == null) {
                return null;
            }
            entry.put(field.name(), read);
        }
        return entry;
    }
}
