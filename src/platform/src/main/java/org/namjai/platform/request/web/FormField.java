package org.namjai.platform.request.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One component of a programme's request form, as an officer drew it in Camunda Modeler.
 *
 * @param key name of the answer; empty for a piece of text that asks nothing
 * @param min smallest allowed number, null for none
 * @param max largest allowed number, null for none
 */
record FormField(
        Type type,
        String key,
        Wording label,
        @Nullable Wording hint,
        boolean required,
        int minLength,
        int maxLength,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Pattern pattern,
        List<Option> options) {

    /** The kinds that a page can show; the form's own names for them. */
    enum Type {
        TEXT,
        TEXTFIELD,
        NUMBER,
        CHECKBOX,
        SELECT
    }

    /** What a person reads: Thai, and English beside it. */
    record Wording(String th, String en) {}

    /** One choice of a select field. */
    record Option(String value, Wording label) {}

    /** The key of the message that says what is wrong with this answer; null when nothing is. */
    @Nullable
    String fault(String answer) {
        if (answer.isEmpty()) {
            return required ? missing() : null;
        }
        return switch (type) {
            case TEXT -> null;
            case TEXTFIELD -> textFault(answer);
            case NUMBER -> numberFault(answer);
            case CHECKBOX -> "true".equals(answer) ? null : "form.wrong-choice";
            case SELECT -> options.stream().anyMatch(o -> o.value().equals(answer)) ? null : "form.wrong-choice";
        };
    }

    /** The answer as the programme's rules see it: text, number or true. */
    @Nullable
    Object value(String answer) {
        if (answer.isEmpty()) {
            return type == Type.CHECKBOX ? Boolean.FALSE : null;
        }
        return switch (type) {
            case NUMBER -> new BigDecimal(answer);
            case CHECKBOX -> Boolean.TRUE;
            default -> answer;
        };
    }

    private String missing() {
        return type == Type.CHECKBOX ? "form.tick-needed" : type == Type.SELECT ? "form.choice-needed" : "form.needed";
    }

    private @Nullable String textFault(String answer) {
        if (answer.length() > maxLength) {
            return "form.too-long";
        }
        if (answer.length() < minLength) {
            return "form.too-short";
        }
        return pattern == null || pattern.matcher(answer).matches() ? null : "form.wrong-shape";
    }

    private @Nullable String numberFault(String answer) {
        if (!answer.matches("-?[0-9]{1,15}(\\.[0-9]{1,4})?")) {
            return "form.not-a-number";
        }
        BigDecimal number = new BigDecimal(answer);
        boolean below = min != null && number.compareTo(min) < 0;
        boolean above = max != null && number.compareTo(max) > 0;
        return below || above ? "form.out-of-range" : null;
    }
}
