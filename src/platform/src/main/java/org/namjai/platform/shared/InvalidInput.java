package org.namjai.platform.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The caller's input breaks rules; carries all of them. Answered over HTTP as status 400 with one entry a field. */
public final class InvalidInput extends IllegalArgumentException {
    private final transient List<FieldProblem> problems;

    public InvalidInput(List<FieldProblem> problems) {
        super("invalid input: " + problems.stream().map(FieldProblem::field).toList());
        this.problems = List.copyOf(problems);
    }

    public List<FieldProblem> problems() {
        return problems;
    }

    /** Gathers broken rules, to report them all at once. */
    public static final class Check {
        private final List<FieldProblem> problems = new ArrayList<>();

        public Check that(boolean holds, String field, String th, String en) {
            if (!holds) {
                problems.add(new FieldProblem(field, th, en));
            }
            return this;
        }

        public Check present(@Nullable Object value, String field) {
            return that(value != null, field, "ต้องระบุ", "is required");
        }

        /** The value is there and {@code valid} holds for it. */
        public Check valid(@Nullable String value, Predicate<String> valid, String field, String th, String en) {
            return value == null ? present(null, field) : that(valid.test(value), field, th, en);
        }

        /** The header by which a caller may send the same again. */
        public Check idempotencyKey(String key) {
            return that(
                    key.matches("[\\x21-\\x7e]{1,100}"),
                    "Idempotency-Key",
                    "ต้องมี 1 ถึง 100 ตัวอักษร",
                    "must be 1 to 100 visible ASCII characters");
        }

        /** The text has so many characters; blanks at its ends don't count for the least. */
        public Check characters(String text, String field, int least, int most) {
            return that(
                    text.strip().length() >= least && text.length() <= most,
                    field,
                    "ต้องมี %,d ถึง %,d ตัวอักษร".formatted(least, most),
                    "must be %,d to %,d characters".formatted(least, most));
        }

        public void orThrow() {
            if (!problems.isEmpty()) {
                throw new InvalidInput(problems);
            }
        }
    }
}
