package org.namjai.sandbox.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the runs of a benchmark; prints their medians as a table and writes them as a file. */
final class Figures {
    private final String name;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    Figures(String name) {
        this.name = name;
    }

    private static final class Metric {
        final String unit;
        final @Nullable String reference;
        final List<Double> values = new ArrayList<>();
        final List<Double> p50 = new ArrayList<>();
        final List<Double> p99 = new ArrayList<>();

        Metric(String unit, @Nullable String reference) {
            this.unit = unit;
            this.reference = reference;
        }
    }

    /** As the design's section 8 has it. */
    record Machine(int cores, long memoryGiB) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            String metric,
            double value,
            String unit,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            @Nullable String reference,
            @Nullable Double referenceValue,
            @Nullable Double ratio) {}

    record Report(String name, Machine machine, List<Result> results) {}

    void add(String metric, String unit, double value) {
        metric(metric, unit, null).values.add(value);
    }

    /** @param reference the metric that this one is compared with */
    void add(String metric, String unit, double value, String reference) {
        metric(metric, unit, reference).values.add(value);
    }

    /** @param reference the metric that this one is compared with */
    void add(String metric, String unit, Load.Outcome outcome, @Nullable String reference) {
        Metric collected = metric(metric, unit, reference);
        collected.values.add(outcome.perSecond());
        collected.p50.add(outcome.p50Ms());
        collected.p99.add(outcome.p99Ms());
    }

    private Metric metric(String metric, String unit, @Nullable String reference) {
        return metrics.computeIfAbsent(metric, key -> new Metric(unit, reference));
    }

    double median(String metric) {
        Metric collected = metrics.get(metric);
        if (collected == null) throw new IllegalStateException("no figure for " + metric);
        return median(collected.values);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static @Nullable Double medianOrNone(List<Double> values) {
        return values.isEmpty() ? null : rounded(median(values));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private List<Result> results() {
        return metrics.entrySet().stream()
                .map(entry -> result(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Result result(String metric, Metric collected) {
        double value = median(collected.values);
        Double referenceValue = collected.reference == null ? null : median(collected.reference);
        return new Result(
                metric,
                rounded(value),
                collected.unit,
                medianOrNone(collected.p50),
                medianOrNone(collected.p99),
                collected.reference,
                referenceValue == null ? null : rounded(referenceValue),
                referenceValue == null ? null : rounded(value / referenceValue));
    }

    /** One line a metric. */
    String table() {
        var table = new StringBuilder(
                String.format("%-64s %12s %-14s %9s %9s %7s%n", "", "median", "", "p50 ms", "p99 ms", "ratio"));
        for (Result result : results()) {
            table.append(String.format(
                    "%-64s %12s %-14s %9s %9s %7s%n",
                    result.metric(),
                    String.format(result.value() < 100 ? "%,.2f" : "%,.0f", result.value()),
                    result.unit(),
                    text(result.p50Ms()),
                    text(result.p99Ms()),
                    text(result.ratio())));
        }
        return table.toString();
    }

    private static String text(@Nullable Double value) {
        return value == null ? "" : String.format("%.2f", value);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), new Report(name, machine(), results()));
    }

    private static Machine machine() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                system.getAvailableProcessors(), Math.round(system.getTotalMemorySize() / (double) (1L << 30)));
    }
}
