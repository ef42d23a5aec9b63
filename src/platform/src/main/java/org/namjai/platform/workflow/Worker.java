package org.namjai.platform.workflow;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;

/** A few threads that look for work while there is some, and rest when there is none or when it failed. */
abstract class Worker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration REST = Duration.ofMillis(200);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(2);

    private final String name;
    private final int threads;
    private final Duration rest;
    private @Nullable ExecutorService pool;
    private volatile boolean running;

    Worker(String name, int threads) {
        this(name, threads, REST);
    }

    /** @param rest after it found no work */
    Worker(String name, int threads, Duration rest) {
        this.name = name;
        this.threads = threads;
        this.rest = rest;
    }

    /** Does one piece of work in its own transaction; false when there was none. */
    abstract boolean workOnce();

    @Override
    public void start() {
        ExecutorService started = Executors.newFixedThreadPool(threads, task -> new Thread(task, name));
        pool = started;
        running = true;
        for (int i = 0; i < threads; i++) started.execute(this::work);
    }

    private void work() {
        while (running) {
            try {
                if (!workOnce()) rest(rest);
            } catch (RuntimeException e) {
                // The transaction is rolled back, so the work is still there.
                LOG.warn("{}: {}; trying again", name, e.toString());
                rest(REST_AFTER_FAILURE);
            }
        }
    }

    /** In short naps, so that a long rest does not hold up the end. */
    private void rest(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        try {
            while (running && System.nanoTime() < until) Thread.sleep(REST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        ExecutorService stopping = pool;
        if (stopping == null) return;
        stopping.shutdown();
        try {
            if (!stopping.awaitTermination(10, TimeUnit.SECONDS)) stopping.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Last to start, first to stop. */
    @Override
    public int getPhase() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
