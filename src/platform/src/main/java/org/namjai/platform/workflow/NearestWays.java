package org.namjai.platform.workflow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.request.Explanation.Change;
import org.namjai.platform.request.Explanation.Way;

/**
 * What would have to be different for a table to say {@code eligible}. Each column is changed alone first, to the values
 * beside the limits that its cells name; where none alone will do, the fewest that do it together are looked for.
 */
final class NearestWays {
    private static final int MOST_TOLD = 3;

    private final EligibilityTable table;
    private final List<Column> columns;
    private final TableProbe probe;
    private final List<@Nullable Object> actual;
    private final List<List<Object>> candidates = new ArrayList<>();
    private long amountSatang;

    NearestWays(EligibilityTable table, Map<String, @Nullable Object> variables) {
        this.table = table;
        this.columns = table.columns();
        this.probe = new TableProbe(table, variables);
        this.actual = columns.stream()
                .<@Nullable Object>map(column -> probe.value(column.expression()))
                .toList();
        for (int i = 0; i < columns.size(); i++) candidates.add(candidates(i));
    }

    /** Nearest first. */
    List<Way> ways() {
        List<Map<Integer, Object>> alone = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            for (Object candidate : candidates.get(i)) {
                Map<Integer, Object> change = Map.of(i, candidate);
                if (probe.isEligible(changed(change))) {
                    alone.add(change);
                    break;
                }
            }
        }
        alone.sort(Comparator.comparingDouble(this::distance));
        List<Map<Integer, Object>> found = alone.isEmpty() ? together() : alone;
        if (!found.isEmpty()) amountSatang = probe.amountSatang(changed(found.get(0)));
        return found.stream().limit(MOST_TOLD).map(this::way).toList();
    }

    long amountSatang() {
        return amountSatang;
    }

    private Way way(Map<Integer, Object> change) {
        List<Change> changes = new ArrayList<>();
        new TreeMap<>(change).forEach((i, value) -> {
            Column column = columns.get(i);
            Object was = actual.get(i);
            changes.add(new Change(
                    column.id(), column.label(), column.words(was), column.needed(was, enough(change, i, value))));
        });
        return new Way(changes);
    }

    /** Of texts every value that would do is told; of numbers and dates the limit says it. */
    private List<Object> enough(Map<Integer, Object> change, int column, Object nearest) {
        if (!(nearest instanceof String)) return List.of(nearest);
        return candidates.get(column).stream()
                .filter(candidate -> {
                    Map<Integer, Object> other = new HashMap<>(change);
                    other.put(column, candidate);
                    return probe.isEligible(changed(other));
                })
                .toList();
    }

    /** Goes from one rule that fires to the next, each time to the nearest value that it does not name; then drops what was needless. */
    private List<Map<Integer, Object>> together() {
        Map<Integer, Object> change = new HashMap<>();
        Set<Integer> met = new HashSet<>();
        while (!probe.isEligible(changed(change))) {
            int rule = firstFiring(change);
            boolean stepped = rule >= 0 && met.add(rule) && leave(rule, change);
            if (!stepped && !reachEligibleRule(change)) return List.of();
        }
        for (Integer column : List.copyOf(change.keySet())) {
            Map<Integer, Object> less = new HashMap<>(change);
            less.remove(column);
            if (probe.isEligible(changed(less))) change = less;
        }
        return List.of(change);
    }

    private boolean leave(int rule, Map<Integer, Object> change) {
        Map<Integer, Object> best = null;
        for (int i = 0; i < columns.size(); i++) {
            if (table.cell(rule, i).isEmpty()) continue;
            for (Object candidate : candidates.get(i)) {
                if (probe.matches(table.cell(rule, i), columns.get(i), candidate)) continue;
                Map<Integer, Object> step = Map.of(i, candidate);
                if (best == null || distance(step) < distance(best)) best = step;
                break;
            }
        }
        if (best != null) change.putAll(best);
        return best != null;
    }

    /** A table that ends in "otherwise not" names the conditions in its eligible rules. */
    private boolean reachEligibleRule(Map<Integer, Object> change) {
        Map<Integer, Object> fewest = null;
        for (int rule = 0; rule < table.rules(); rule++) {
            Map<Integer, Object> needed = missing(rule);
            if (needed == null || !probe.isEligible(changed(needed))) continue;
            if (fewest == null || needed.size() < fewest.size()) fewest = needed;
        }
        if (fewest == null) return false;
        change.clear();
        change.putAll(fewest);
        return true;
    }

    private @Nullable Map<Integer, Object> missing(int rule) {
        Map<Integer, Object> needed = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String cell = table.cell(rule, i);
            Column column = columns.get(i);
            if (probe.matches(cell, column, actual.get(i))) continue;
            Object nearest = candidates.get(i).stream()
                    .filter(candidate -> probe.matches(cell, column, candidate))
                    .findFirst()
                    .orElse(null);
            if (nearest == null) return null;
            needed.put(i, nearest);
        }
        return needed;
    }

    private int firstFiring(Map<Integer, Object> change) {
        List<@Nullable Object> values = changed(change);
        for (int rule = 0; rule < table.rules(); rule++) {
            boolean fires = true;
            for (int i = 0; i < columns.size() && fires; i++) {
                fires = probe.matches(table.cell(rule, i), columns.get(i), values.get(i));
            }
            if (fires) return rule;
        }
        return -1;
    }

    private List<@Nullable Object> changed(Map<Integer, Object> change) {
        List<@Nullable Object> values = new ArrayList<>(actual);
        change.forEach(values::set);
        return values;
    }

    /** Nearest first; a list is nobody's to change. */
    private List<Object> candidates(int column) {
        Object value = actual.get(column);
        if (value instanceof Collection) return List.of();
        Set<Object> found = new LinkedHashSet<>();
        for (int rule = 0; rule < table.rules(); rule++) {
            for (String limit : Limits.in(table.cell(rule, column))) {
                Object at = probe.value(limit);
                if (at != null) found.addAll(Limits.around(at));
            }
        }
        if (value instanceof Boolean || found.stream().anyMatch(Boolean.class::isInstance)) {
            found = new LinkedHashSet<>(List.of(true, false));
        }
        return found.stream()
                .filter(candidate -> value == null || !candidate.equals(value))
                .sorted(Comparator.comparingDouble(candidate -> distance(value, candidate)))
                .toList();
    }

    private double distance(Map<Integer, Object> change) {
        return change.entrySet().stream()
                .mapToDouble(entry -> distance(actual.get(entry.getKey()), entry.getValue()))
                .sum();
    }

    /** Relative to the larger of both, hence at most 1 among positive numbers; anything else is a step of 1. */
    private static double distance(@Nullable Object from, Object to) {
        if (from instanceof Number a && to instanceof Number b) {
            double most = Math.max(Math.abs(a.doubleValue()), Math.abs(b.doubleValue()));
            return most == 0 ? 0 : Math.abs(a.doubleValue() - b.doubleValue()) / most;
        }
        if (from instanceof LocalDate a && to instanceof LocalDate b) {
            double days = Math.abs(a.toEpochDay() - b.toEpochDay());
            return days / (days + 365);
        }
        return 1;
    }
}
