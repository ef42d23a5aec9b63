package org.namjai.sandbox.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who had the processors: this program's threads by their work, and PostgreSQL. */
record CpuTimes(long clockNanos, long processNanos, long postgresNanos, Map<String, Long> threadNanos) {
    private static final Map<String, String> PARTS =
            Map.of(HttpLoad.THREAD, "the load itself", "http-", "web", "purchases", "rules, payments and books");

    static CpuTimes now() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        var byPart = new LinkedHashMap<String, Long>();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            long nanos = threads.getThreadCpuTime(id);
            if (info == null || nanos < 0) continue;
            PARTS.forEach((prefix, part) -> {
                if (info.getThreadName().startsWith(prefix)) byPart.merge(part, nanos, Long::sum);
            });
        }
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new CpuTimes(System.nanoTime(), system.getProcessCpuTime(), postgres(), byPart);
    }

    /** Of all servers on this machine: a benchmark has it for itself. */
    private static long postgres() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }

    /** Each part's share of all processors since then; the rest of this program is its compilers and its memory. */
    Map<String, Double> since(CpuTimes before) {
        double all =
                (double) (clockNanos - before.clockNanos) * Runtime.getRuntime().availableProcessors();
        var shares = new LinkedHashMap<String, Double>();
        long known = 0;
        for (String part : PARTS.values()) {
            long nanos = threadNanos.getOrDefault(part, 0L) - before.threadNanos.getOrDefault(part, 0L);
            known += nanos;
            shares.put(part, nanos / all);
        }
        shares.put("compilers and memory of the JVM", (processNanos - before.processNanos - known) / all);
        shares.put("PostgreSQL", (postgresNanos - before.postgresNanos) / all);
        return shares;
    }
}
