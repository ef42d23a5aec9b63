package org.namjai.platform.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.programme.Programme.Unit;

/**
 * A programme's request form ({@code <programme>-request.form}, drawn in Camunda Modeler): what is asked, and which
 * answers can be taken. The Modeler's forms know one language; the English wording stands in the components' custom
 * properties ({@code labelEn}, {@code descriptionEn}, {@code textEn}, {@code en.<value>} for a choice), and so does
 * {@code namjaiUnit}: the answer that names the household or plot by which the programme counts.
 */
public record ProgrammeForm(List<FormField> fields) {
    private static final int LONGEST_ANSWER = 500;
    private static final int MOST_DECIMALS = 4;
    private static final FormFault NOT_ASKED =
            new FormFault("not-asked", "ไม่มีในแบบฟอร์มของโครงการ", "is not asked by this programme's form");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a form's file; throws {@link IllegalArgumentException} when no page could show it. */
    public static ProgrammeForm parse(String file) {
        try {
            List<FormField> fields = new ArrayList<>();
            JSON.readTree(file).path("components").forEach(component -> fields.add(field(component)));
            return new ProgrammeForm(List.copyOf(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The request form is no JSON", e);
        }
    }

    /** What is wrong, by answer, in the form's order; what was not asked comes last. Empty: they can be taken. */
    public Map<String, FormFault> faults(Map<String, Object> answers) {
        Map<String, FormFault> faults = new LinkedHashMap<>();
        var notAsked = new TreeSet<>(answers.keySet());
        for (FormField field : questions()) {
            notAsked.remove(field.key());
            FormFault fault = field.fault(answers.get(field.key()));
            if (fault != null) {
                faults.put("answers." + field.key(), fault);
            }
        }
        notAsked.forEach(key -> faults.put("answers." + key, NOT_ASKED));
        return faults;
    }

    /** The answers that a page sent as {@code answers.<key>}; whatever else was sent is left behind. */
    public Map<String, Object> answers(UnaryOperator<@Nullable String> submitted) {
        Map<String, Object> answers = new HashMap<>();
        for (FormField field : questions()) {
            String text = submitted.apply("answers." + field.key());
            Object value = field.value(text == null ? "" : text.strip());
            if (value != null) {
                answers.put(field.key(), value);
            }
        }
        return answers;
    }

    public List<FormField> questions() {
        return fields.stream().filter(f -> f.type() != FormField.Type.TEXT).toList();
    }

    /** The question whose answer names the unit; none when the programme counts by persons. */
    Optional<FormField> unit() {
        return fields.stream().filter(field -> field.unit() != null).findFirst();
    }

    private static FormField field(JsonNode component) {
        FormField.Type type = type(component.path("type").asText());
        JsonNode validate = component.path("validate");
        Unit unit = unit(component.path("properties").path("namjaiUnit").asText());
        String text = type == FormField.Type.TEXT ? "text" : "label";
        FormField.Wording label = wording(component, text);
        return new FormField(
                type,
                component.path("key").asText(),
                label == null ? new FormField.Wording("", "") : label,
                wording(component, "description"),
                validate.path("required").asBoolean() || unit != null,
                validate.path("minLength").asInt(0),
                Math.min(validate.path("maxLength").asInt(LONGEST_ANSWER), LONGEST_ANSWER),
                new FormField.Limits(
                        number(validate.path("min")),
                        number(validate.path("max")),
                        Math.min(component.path("decimalDigits").asInt(MOST_DECIMALS), MOST_DECIMALS)),
                validate.hasNonNull("pattern")
                        ? Pattern.compile(validate.path("pattern").asText())
                        : null,
                options(component),
                unit);
    }

    private static @Nullable Unit unit(String code) {
        return code.isEmpty() ? null : Unit.of(code);
    }

    private static FormField.Type type(String name) {
        return switch (name) {
            case "text" -> FormField.Type.TEXT;
            case "textfield", "textarea" -> FormField.Type.TEXTFIELD;
            case "number" -> FormField.Type.NUMBER;
            case "checkbox" -> FormField.Type.CHECKBOX;
            case "select", "radio" -> FormField.Type.SELECT;
            default -> throw new IllegalArgumentException("A request form cannot hold a component of type " + name);
        };
    }

    private static FormField.@Nullable Wording wording(JsonNode component, String name) {
        String thai = component.path(name).asText();
        if (thai.isEmpty()) {
            return null;
        }
        String english = component.path("properties").path(name + "En").asText(thai);
        return new FormField.Wording(plain(thai), plain(english));
    }

    /** The Modeler's text components are Markdown; a heading's signs are dropped, nothing else is interpreted. */
    private static String plain(String text) {
        return text.replaceFirst("^#+\\s*", "");
    }

    private static List<FormField.Option> options(JsonNode component) {
        List<FormField.Option> options = new ArrayList<>();
        component.path("values").forEach(choice -> {
            String value = choice.path("value").asText();
            String thai = choice.path("label").asText();
            String english = component.path("properties").path("en." + value).asText(thai);
            options.add(new FormField.Option(value, new FormField.Wording(thai, english)));
        });
        return List.copyOf(options);
    }

    private static @Nullable String number(JsonNode limit) {
        return limit.isMissingNode() || limit.isNull() ? null : new BigDecimal(limit.asText()).toPlainString();
    }
}
