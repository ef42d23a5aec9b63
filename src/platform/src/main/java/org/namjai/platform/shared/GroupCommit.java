package org.namjai.platform.shared;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Does what many callers ask for in one database transaction. A worker takes whatever waits: alone, a caller is served at
 * once; in a rush the group grows while the one before is being committed. Each caller gets its own answer, after the
 * commit, and none spoils another's: a group that fails is halved until the one at fault fails alone.
 *
 * @param <C> what a caller asks for
 * @param <A> what it is answered
 */
public final class GroupCommit<C, A> implements AutoCloseable {
    private static final int TRIES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Size size;
    private final TransactionOperations transaction;
    private final Work<C, A> work;
    private final BlockingQueue<Waiting<C, A>> queue;
    private final DistributionSummary sizes;
    private final List<Thread> workers = new ArrayList<>();
    // Waking callers takes time in which the next group can be worked on.
    private final ExecutorService answerer = Executors.newSingleThreadExecutor();
    private volatile boolean closed;

    /**
     * @param workers threads, each with a database connection; more than the machine has cores only contend
     * @param queue callers that may wait; one more is turned away
     * @param largest the most callers in a group
     */
    public record Size(int workers, int queue, int largest) {}

    /** Runs within the transaction. */
    @FunctionalInterface
    public interface Work<C, A> {
        /**
         * @param again whether an attempt was rolled back, because another transaction came between
         * @return the answers in the callers' order
         */
        List<A> of(List<C> callers, boolean again);
    }

    private record Waiting<C, A>(C asked, CompletableFuture<A> answer) {}

    /** @param name the use case, for threads and metrics */
    public GroupCommit(
            String name, Size size, TransactionOperations transaction, Work<C, A> work, MeterRegistry meters) {
        this.size = size;
        this.transaction = transaction;
        this.work = work;
        this.queue = new ArrayBlockingQueue<>(size.queue());
        Gauge.builder("namjai.group.waiting", queue, BlockingQueue::size)
                .description("callers that wait for a transaction")
                .tag("group", name)
                .register(meters);
        this.sizes = DistributionSummary.builder("namjai.group.size")
                .description("callers answered by one transaction")
                .tag("group", name)
                .register(meters);
        for (int i = 1; i <= size.workers(); i++) {
            var worker = new Thread(this::work, name + "-" + i);
            workers.add(worker);
            worker.start();
        }
    }

    /**
     * The answer comes after the commit, from a thread that the caller must not hold up. It fails when the database does:
     * the outcome is then unknown, and the caller may ask for the same again.
     *
     * @return empty at once when the queue is full
     */
    public Optional<CompletableFuture<A>> submit(C asked) {
        if (closed) return Optional.of(CompletableFuture.failedFuture(new RejectedExecutionException("closing")));
        var waiting = new Waiting<C, A>(asked, new CompletableFuture<>());
        return queue.offer(waiting) ? Optional.of(waiting.answer()) : Optional.empty();
    }

    private void work() {
        var group = new ArrayList<Waiting<C, A>>(size.largest());
        while (!closed || !queue.isEmpty()) {
            try {
                Waiting<C, A> first = queue.poll(1, TimeUnit.SECONDS);
                if (first == null) continue;
                group.add(first);
                queue.drainTo(group, size.largest() - 1);
                sizes.record(group.size());
                serve(List.copyOf(group));
            } catch (InterruptedException e) {
                return;
            } finally {
                group.clear();
            }
        }
    }

    private void serve(List<Waiting<C, A>> group) {
        List<A> answers;
        try {
            answers = tryToDo(group.stream().map(Waiting::asked).toList());
        } catch (DataAccessResourceFailureException | TransactionException e) {
            // No database: trying each alone would only keep the callers waiting.
            LOG.error("no database; {} callers must ask again", group.size(), e);
            group.forEach(waiting -> waiting.answer().completeExceptionally(e));
            return;
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                group.get(0).answer().completeExceptionally(e);
            } else {
                serve(group.subList(0, group.size() / 2));
                serve(group.subList(group.size() / 2, group.size()));
            }
            return;
        }
        answerer.execute(() -> {
            for (int i = 0; i < answers.size(); i++) group.get(i).answer().complete(answers.get(i));
        });
    }

    /** A lock lost to another transaction is no caller's fault, and tried again. */
    private List<A> tryToDo(List<C> callers) {
        for (int tries = 1; ; tries++) {
            boolean again = tries > 1;
            try {
                return Objects.requireNonNull(transaction.execute(status -> work.of(callers, again)));
            } catch (ConcurrencyFailureException e) {
                if (tries == TRIES) throw e;
            }
        }
    }

    /** Answers everyone who waits, then stops. */
    @Override
    public void close() {
        closed = true;
        try {
            for (Thread worker : workers) worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answerer.shutdown();
        // Whoever slipped in after the workers' last look.
        queue.forEach(waiting -> waiting.answer().completeExceptionally(new RejectedExecutionException("closed")));
    }
}
