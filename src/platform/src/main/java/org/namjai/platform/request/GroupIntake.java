package org.namjai.platform.request;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.namjai.platform.request.Admission.Checked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores the requests of many callers in one database transaction. A worker takes whatever waits: alone, a request is
 * stored at once; in a rush the group grows while the one before is being committed. Each caller gets its own answer,
 * after the commit, and no caller's request spoils another's.
 */
@Component
class GroupIntake implements AutoCloseable {
    private static final int LARGEST_GROUP = 250;
    private static final int TRIES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(GroupIntake.class);

    private final Intake intake;
    private final TransactionTemplate transaction;
    private final BlockingQueue<Waiting> queue;
    private final DistributionSummary groupSizes;
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean closed;

    private record Waiting(Checked request, CompletableFuture<Receipt> answer) {}

    GroupIntake(Intake intake, TransactionTemplate transaction, IntakeSettings settings, MeterRegistry meters) {
        this.intake = intake;
        this.transaction = transaction;
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        Gauge.builder("namjai.requests.waiting", queue, BlockingQueue::size)
                .description("callers whose request waits to be stored")
                .register(meters);
        this.groupSizes = DistributionSummary.builder("namjai.requests.group")
                .description("requests stored by one transaction")
                .register(meters);
        for (int i = 1; i <= settings.workers(); i++) {
            var worker = new Thread(this::work, "intake-" + i);
            workers.add(worker);
            worker.start();
        }
    }

    /**
     * The answer comes after the commit. It is {@link Receipt.Busy} at once when the queue is full. It fails when the
     * database does: the same request may then be sent again.
     */
    CompletableFuture<Receipt> submit(Checked request) {
        if (closed) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("intake is closing"));
        }
        var waiting = new Waiting(request, new CompletableFuture<>());
        return queue.offer(waiting) ? waiting.answer() : CompletableFuture.completedFuture(new Receipt.Busy());
    }

    private void work() {
        var group = new ArrayList<Waiting>(LARGEST_GROUP);
        while (!closed || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    group.add(first);
                    queue.drainTo(group, LARGEST_GROUP - 1);
                    groupSizes.record(group.size());
                    store(List.copyOf(group));
                }
            } catch (InterruptedException e) {
                return;
            } finally {
                group.clear();
            }
        }
    }

    private void store(List<Waiting> group) {
        List<Receipt> receipts;
        try {
            receipts = tryToStore(group);
        } catch (DataAccessResourceFailureException | TransactionException e) {
            // No database: trying each alone would only keep the callers waiting.
            LOG.error("intake lost its database; {} callers must send again", group.size(), e);
            group.forEach(waiting -> waiting.answer().completeExceptionally(e));
            return;
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                group.get(0).answer().completeExceptionally(e);
            } else {
                // Halves, so that the one at fault ends alone and the others are stored.
                store(group.subList(0, group.size() / 2));
                store(group.subList(group.size() / 2, group.size()));
            }
            return;
        }
        for (int i = 0; i < receipts.size(); i++) {
            group.get(i).answer().complete(receipts.get(i));
        }
    }

    /** Two groups that hold the same people or keys may wait for each other: no caller's fault, so it is tried again. */
    private List<Receipt> tryToStore(List<Waiting> group) {
        List<Checked> requests = group.stream().map(Waiting::request).toList();
        for (int tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> intake.store(requests)));
            } catch (PessimisticLockingFailureException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Answers everyone who waits, then stops. */
    @Override
    public void close() {
        closed = true;
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Whoever slipped in after the workers' last look.
        queue.forEach(
                waiting -> waiting.answer().completeExceptionally(new RejectedExecutionException("intake is closed")));
    }
}
