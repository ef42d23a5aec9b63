package org.namjai.platform.account;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.namjai.platform.account.CauseWriter.Answered;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.account.Posting.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Posts the orders of many callers in one database transaction, for the hot path. A worker takes whatever waits: alone,
 * an order goes at once; under load the group grows while the one before is being committed. A hot account is locked and
 * written once a group, however many of its transfers are in it.
 *
 * <p>Each caller gets its own answer, after the commit. Inside a group the order of arrival decides who gets the last
 * satang. The orders of one caller move whole or not at all and never spoil another's.
 *
 * @param <C> what caused the orders, written in the same transaction
 */
public final class GroupPosting<C> implements AutoCloseable {
    /** The most orders that one caller may submit at once; longer lists go to {@link Books#post}. */
    public static final int MAX_ORDERS = 4;

    private static final int LARGEST_GROUP = Books.MAX_ORDERS / MAX_ORDERS;
    private static final int TRIES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(GroupPosting.class);

    private final Books books;
    private final TransactionTemplate transaction;
    private final CauseWriter<C> causes;
    private final BlockingQueue<Waiting<C>> queue;
    private final DistributionSummary groupSizes;
    private final List<Thread> workers = new ArrayList<>();
    // Waking callers takes time in which the next group can be posted.
    private final ExecutorService answerer = Executors.newSingleThreadExecutor();
    private volatile boolean closed;

    private record Waiting<C>(C cause, List<TransferOrder> orders, CompletableFuture<Posting> answer) {}

    GroupPosting(
            String name,
            GroupPostingSettings settings,
            Books books,
            TransactionTemplate transaction,
            CauseWriter<C> causes,
            MeterRegistry meters) {
        this.books = books;
        this.transaction = transaction;
        this.causes = causes;
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        Gauge.builder("namjai.books.waiting", queue, BlockingQueue::size)
                .description("callers that wait for the books")
                .tag("group", name)
                .register(meters);
        this.groupSizes = DistributionSummary.builder("namjai.books.group")
                .description("callers answered by one transaction")
                .tag("group", name)
                .register(meters);
        for (int i = 1; i <= settings.workers(); i++) {
            var worker = new Thread(this::work, "books-" + name + "-" + i);
            workers.add(worker);
            worker.start();
        }
    }

    /**
     * Asks for the orders to be moved together. The answer comes after the commit, from a worker's thread that the
     * caller must not hold up. It is {@link Refusal#BUSY} at once when the queue is full. It fails when the database
     * does: the outcome is then unknown, and the same orders may be submitted again.
     */
    public CompletableFuture<Posting> submit(C cause, List<TransferOrder> orders) {
        if (orders.size() > MAX_ORDERS) {
            return CompletableFuture.completedFuture(new Refused(Refusal.TOO_MANY, ""));
        }
        if (closed) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("the books are closing"));
        }
        var waiting = new Waiting<>(cause, orders, new CompletableFuture<Posting>());
        return queue.offer(waiting)
                ? waiting.answer()
                : CompletableFuture.completedFuture(new Refused(Refusal.BUSY, ""));
    }

    private void work() {
        var group = new ArrayList<Waiting<C>>(LARGEST_GROUP);
        while (!closed || !queue.isEmpty()) {
            try {
                Waiting<C> first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    group.add(first);
                    queue.drainTo(group, LARGEST_GROUP - 1);
                    groupSizes.record(group.size());
                    post(List.copyOf(group));
                }
            } catch (InterruptedException e) {
                return;
            } finally {
                group.clear();
            }
        }
    }

    private void post(List<Waiting<C>> group) {
        List<Posting> answers;
        try {
            answers = tryToPost(group);
        } catch (DataAccessResourceFailureException | TransactionException e) {
            // No database: trying each alone would only keep the callers waiting.
            LOG.error("the books lost their database; {} callers must ask again", group.size(), e);
            group.forEach(waiting -> waiting.answer().completeExceptionally(e));
            return;
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                group.get(0).answer().completeExceptionally(e);
            } else {
                // Halves, so that the one at fault ends alone and the others are posted.
                post(group.subList(0, group.size() / 2));
                post(group.subList(group.size() / 2, group.size()));
            }
            return;
        }
        answerer.execute(() -> {
            for (int i = 0; i < answers.size(); i++) {
                group.get(i).answer().complete(answers.get(i));
            }
        });
    }

    /**
     * Nearly all orders are fresh, so their keys are looked up only when one turns out not to be. A lock lost to a
     * deadlock or a key taken at the same moment is no caller's fault, and tried again.
     */
    private List<Posting> tryToPost(List<Waiting<C>> group) {
        for (int tries = 1; ; tries++) {
            try {
                return inTransaction(group, tries > 1);
            } catch (KeyTakenException | PessimisticLockingFailureException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private List<Posting> inTransaction(List<Waiting<C>> group, boolean repeats) {
        return Objects.requireNonNull(transaction.execute(status -> {
            List<Posting> postings =
                    books.write(group.stream().map(Waiting::orders).toList(), repeats);
            var answered = new ArrayList<Answered<C>>(group.size());
            for (int i = 0; i < group.size(); i++) {
                answered.add(new Answered<>(group.get(i).cause(), postings.get(i)));
            }
            causes.write(answered);
            return postings;
        }));
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
        answerer.shutdown();
        // Whoever slipped in after the workers' last look.
        queue.forEach(waiting ->
                waiting.answer().completeExceptionally(new RejectedExecutionException("the books are closed")));
    }
}
