package org.namjai.platform.request;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.programme.Programme.Unit;

/**
 * One component of a programme's request form, as an officer drew it in Camunda Modeler.
 *
 * @param key name of the answer; empty for a piece of text that asks nothing
 * @param limits of a number
 * @param unit when the answer names what the programme counts by
 */
public record FormField(
        Type type,
        String key,
        Wording label,
        @Nullable Wording hint,
        boolean required,
        int minLength,
        int maxLength,
        Limits limits,
        @Nullable Pattern pattern,
        List<Option> options,
        @Nullable Unit unit) {
    private static final int LONGEST_NUMBER = 15;

    /** The kinds that a page can show; the form's own names for them. */
    public enum Type {
        TEXT,
        TEXTFIELD,
        NUMBER,
        CHECKBOX,
        SELECT
    }

    /** What a person reads: Thai, and English beside it. */
    public record Wording(String th, String en) {}

    /**
     * What a number may be.
     *
     * @param min the smallest, as the form writes it; none for any
     * @param max the largest
     * @param decimals the most digits after the point
     */
    public record Limits(@Nullable String min, @Nullable String max, int decimals) {}

    /** One choice of a select field. */
    public record Option(String value, Wording label) {}

    /** What is wrong with this answer; null when nothing is. An answer may be missing. */
    @Nullable
    FormFault fault(@Nullable Object answer) {
        if (answer == null
                || (answer instanceof String text && text.isBlank())
                || (type == Type.CHECKBOX && answer.equals(false))) {
            return required ? missing() : null;
        }
        return switch (type) {
            case TEXT -> null;
            case TEXTFIELD ->
                answer instanceof String text ? textFault(text) : fault("not-text", "ต้องเป็นข้อความ", "must be text");
            case NUMBER -> numberFault(answer);
            case CHECKBOX ->
                answer instanceof Boolean
                        ? null
                        : fault("wrong-choice", "ต้องเป็น true หรือ false", "must be true or false");
            case SELECT -> choiceFault(answer);
        };
    }

    /** A page's text as a program would send the answer: text, number or truth. What is no number stays text. */
    @Nullable
    Object value(String text) {
        if (type == Type.CHECKBOX) {
            return text.isEmpty() ? Boolean.FALSE : text.equals("true") ? Boolean.TRUE : text;
        }
        if (text.isEmpty()) {
            return null;
        }
        return type == Type.NUMBER && text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?") ? new BigDecimal(text) : text;
    }

    private FormFault missing() {
        return switch (type) {
            case CHECKBOX -> fault("tick-needed", "ต้องยอมรับ", "must be accepted");
            case SELECT -> fault("choice-needed", "ต้องเลือกหนึ่งข้อ", "is required: one of " + choices());
            default -> fault("needed", "ต้องระบุ", "is required");
        };
    }

    private @Nullable FormFault textFault(String answer) {
        if (answer.length() > maxLength) {
            return fault(
                    "too-long",
                    "ต้องไม่เกิน " + maxLength + " ตัวอักษร",
                    "must have at most " + maxLength + " characters");
        }
        if (answer.length() < minLength) {
            return fault(
                    "too-short",
                    "ต้องมีอย่างน้อย " + minLength + " ตัวอักษร",
                    "must have at least " + minLength + " characters");
        }
        return pattern == null || pattern.matcher(answer).matches()
                ? null
                : fault("wrong-shape", "ต้องตรงตามรูปแบบ " + pattern, "must match " + pattern);
    }

    private @Nullable FormFault numberFault(Object answer) {
        Optional<BigDecimal> number = number(answer);
        if (number.isEmpty()) {
            return fault(
                    "not-a-number",
                    "ต้องเป็นตัวเลข ทศนิยมไม่เกิน " + limits.decimals() + " ตำแหน่ง",
                    "must be a number with at most " + limits.decimals() + " decimals");
        }
        String min = limits.min();
        if (min != null && number.get().compareTo(new BigDecimal(min)) < 0) {
            return fault("out-of-range", "ต้องไม่น้อยกว่า " + min, "must be at least " + min);
        }
        String max = limits.max();
        return max == null || number.get().compareTo(new BigDecimal(max)) <= 0
                ? null
                : fault("out-of-range", "ต้องไม่เกิน " + max, "must be at most " + max);
    }

    /** None when it is no number, or one that is longer than any rule reads. */
    private Optional<BigDecimal> number(Object answer) {
        if (!(answer instanceof Number) || !Double.isFinite(((Number) answer).doubleValue())) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(answer.toString()).stripTrailingZeros();
        boolean tooFine = number.scale() > limits.decimals();
        boolean tooLong = number.precision() - number.scale() > LONGEST_NUMBER;
        return tooFine || tooLong ? Optional.empty() : Optional.of(number);
    }

    private @Nullable FormFault choiceFault(Object answer) {
        return options.stream().anyMatch(option -> option.value().equals(answer))
                ? null
                : fault("wrong-choice", "ต้องเป็นหนึ่งใน " + choices(), "must be one of " + choices());
    }

    private String choices() {
        return String.join(", ", options.stream().map(Option::value).toList());
    }

    private static FormFault fault(String code, String th, String en) {
        return new FormFault(code, th, en);
    }
}
