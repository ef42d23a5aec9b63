package org.namjai.platform.request.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ProgrammeId;

/**
 * A programme's request form ({@code <programme>-request.form}, drawn in Camunda Modeler), shown without scripts. The
 * Modeler's forms know one language; the English wording stands in the components' custom properties ({@code labelEn},
 * {@code descriptionEn}, {@code textEn}, {@code en.<value>} for a choice).
 */
record ProgrammeForm(List<FormField> fields) {
    private static final int LONGEST_ANSWER = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The form of this programme; empty when it has none. */
    static Optional<ProgrammeForm> of(ProgrammeId programme) {
        try (InputStream form = ProgrammeForm.class.getResourceAsStream("/bpmn/" + programme + "-request.form")) {
            return form == null ? Optional.empty() : Optional.of(parse(JSON.readTree(form)));
        } catch (IOException e) {
            throw new UncheckedIOException("The request form of " + programme + " cannot be read", e);
        }
    }

    static ProgrammeForm parse(JsonNode form) {
        List<FormField> fields = new ArrayList<>();
        form.path("components").forEach(component -> fields.add(field(component)));
        return new ProgrammeForm(List.copyOf(fields));
    }

    /** What is wrong, by field, in the form's order; an empty map means that the answers can be taken. */
    Map<String, String> faults(UnaryOperator<@Nullable String> submitted) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (FormField field : questions()) {
            String fault = field.fault(answer(field, submitted));
            if (fault != null) {
                faults.put("answers." + field.key(), fault);
            }
        }
        return faults;
    }

    /** The answers of the form's own fields; whatever else was sent is left behind. */
    Map<String, Object> answers(UnaryOperator<@Nullable String> submitted) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (FormField field : questions()) {
            Object value = field.value(answer(field, submitted));
            if (value != null) {
                answers.put(field.key(), value);
            }
        }
        return answers;
    }

    List<FormField> questions() {
        return fields.stream().filter(f -> f.type() != FormField.Type.TEXT).toList();
    }

    private static String answer(FormField field, UnaryOperator<@Nullable String> submitted) {
        String answer = submitted.apply("answers." + field.key());
        return answer == null ? "" : answer.strip();
    }

    private static FormField field(JsonNode component) {
        FormField.Type type = type(component.path("type").asText());
        JsonNode validate = component.path("validate");
        String text = type == FormField.Type.TEXT ? "text" : "label";
        FormField.Wording label = wording(component, text);
        return new FormField(
                type,
                component.path("key").asText(),
                label == null ? new FormField.Wording("", "") : label,
                wording(component, "description"),
                validate.path("required").asBoolean(),
                validate.path("minLength").asInt(0),
                validate.path("maxLength").asInt(LONGEST_ANSWER),
                number(validate.path("min")),
                number(validate.path("max")),
                validate.hasNonNull("pattern")
                        ? Pattern.compile(validate.path("pattern").asText())
                        : null,
                options(component));
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

    private static @Nullable BigDecimal number(JsonNode limit) {
        return limit.isMissingNode() || limit.isNull() ? null : new BigDecimal(limit.asText());
    }
}
