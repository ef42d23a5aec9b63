package org.namjai.sandbox.bench;

import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Callers that ask, wait for their answer and ask again. */
final class Load {
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private Load() {}

    /** One call; throws when the answer is not what it should be. */
    @FunctionalInterface
    interface Call {
        void make(SplittableRandom random);
    }

    /**
     * What came of it.
     *
     * @param perSecond calls answered a second
     */
    record Outcome(double perSecond, double p50Ms, double p99Ms) {}

    /** Warms up for a third of the time, then measures for {@code seconds}. */
    static Outcome run(int callers, int seconds, Call call) throws InterruptedException {
        long begin = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.max(1, seconds / 3));
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        var histogram = new Histogram(HIGHEST_NANOS, 3);
        var failure = new AtomicReference<@Nullable Throwable>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < callers; i++) {
            var random = new SplittableRandom(System.nanoTime() + i);
            var thread = new Thread(() -> {
                try {
                    Histogram own = calls(call, random, begin, end, failure);
                    synchronized (histogram) {
                        histogram.add(own);
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) thread.join();
        Throwable cause = failure.get();
        if (cause != null) throw new IllegalStateException("a call failed", cause);
        return new Outcome(
                histogram.getTotalCount() / (double) seconds,
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6);
    }

    private static Histogram calls(
            Call call, SplittableRandom random, long begin, long end, AtomicReference<@Nullable Throwable> failure) {
        var histogram = new Histogram(HIGHEST_NANOS, 3);
        long asked = System.nanoTime();
        while (asked < end && failure.get() == null) {
            call.make(random);
            long answered = System.nanoTime();
            if (answered >= begin && answered < end) {
                histogram.recordValue(Math.min(answered - asked, HIGHEST_NANOS));
            }
            asked = answered;
        }
        return histogram;
    }
}
