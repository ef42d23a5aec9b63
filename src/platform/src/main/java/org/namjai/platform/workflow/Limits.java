package org.namjai.platform.workflow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The expressions that a cell compares its input with: of {@code [1..n], > limit} they are 1, n and limit. */
final class Limits {
    private static final Pattern NOT = Pattern.compile("not\\s*\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern RANGE = Pattern.compile("[\\[\\](](.+)\\.\\.(.+)[\\])\\[]", Pattern.DOTALL);
    private static final Pattern COMPARED = Pattern.compile("(?:\\?\\s*)?(?:<=|>=|!=|<|>|=)?\\s*(.+)", Pattern.DOTALL);

    private Limits() {}

    static List<String> in(String cell) {
        List<String> limits = new ArrayList<>();
        for (String test : parts(cell)) {
            Matcher not = NOT.matcher(test);
            Matcher range = RANGE.matcher(test);
            Matcher compared = COMPARED.matcher(test);
            if (test.isEmpty() || test.equals("-")) continue;
            if (not.matches()) limits.addAll(in(not.group(1)));
            else if (range.matches())
                limits.addAll(List.of(range.group(1).strip(), range.group(2).strip()));
            else if (compared.matches()) limits.add(compared.group(1).strip());
        }
        return limits;
    }

    /** Values on both sides of a limit, and the limit itself; money, areas and ages are whole numbers. */
    static List<Object> around(Object limit) {
        if (limit instanceof Number number) {
            double value = number.doubleValue();
            return value == Math.rint(value)
                    ? List.of(number.longValue(), number.longValue() - 1, number.longValue() + 1)
                    : List.of(number);
        }
        if (limit instanceof LocalDate date) return List.of(date, date.minusDays(1), date.plusDays(1));
        return limit instanceof String || limit instanceof Boolean ? List.of(limit) : List.of();
    }

    /** Between the commas that stand in no text, bracket or brace. */
    private static List<String> parts(String cell) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < cell.length(); i++) {
            char at = cell.charAt(i);
            if (at == '"' && (i == 0 || cell.charAt(i - 1) != '\\')) quoted = !quoted;
            if (quoted) continue;
            if ("([{".indexOf(at) >= 0) depth++;
            if (")]}".indexOf(at) >= 0) depth--;
            if (at == ',' && depth == 0) {
                parts.add(cell.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(cell.substring(from).strip());
        return parts;
    }
}
