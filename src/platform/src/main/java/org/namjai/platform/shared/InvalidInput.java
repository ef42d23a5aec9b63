package org.namjai.platform.shared;

import java.util.ArrayList;
import java.util.List;

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

        public void orThrow() {
            if (!problems.isEmpty()) {
                throw new InvalidInput(problems);
            }
        }
    }
}
