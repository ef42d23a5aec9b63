package org.namjai.platform.account;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.namjai.platform.shared.GroupCommit;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Serves many callers in one database transaction, which posts what they move, for the hot path. A hot account is locked
 * and written once a group, however many of its transfers are in it. Inside a group the order of arrival decides who gets
 * the last satang. The orders of one caller move whole or not at all and never spoil another's.
 *
 * <p>Groups go side by side in lanes. Callers who contend for the same account belong into the same lane, where they share
 * a group instead of waiting for each other's. A participant's transfers are numbered without a gap, so all lanes wait for
 * each other there: the numbers are taken last.
 *
 * @param <C> what a caller asks for
 * @param <A> what it is answered
 */
public final class GroupPosting<C, A> implements AutoCloseable {
    /** The most orders that one caller may have; longer lists go to {@link Books#post}. */
    public static final int MAX_ORDERS = 4;

    private static final int LARGEST_GROUP = Books.MAX_ORDERS / MAX_ORDERS;

    private final List<GroupCommit<C, A>> lanes;

    /** Runs within the transaction; what it throws undoes the group, which is then served in smaller ones. */
    @FunctionalInterface
    public interface Work<C, A> {
        /**
         * @param books to be called once
         * @return the answers in the callers' order
         */
        List<A> of(List<C> callers, Poster books);
    }

    /** The books in a group's transaction. */
    @FunctionalInterface
    public interface Poster {
        /**
         * Moves each list, of at most {@link #MAX_ORDERS}, whole or not at all; the answers in the lists' order. A list
         * may be empty.
         *
         * @param then told what is decided, in the lists' order, before the transfers are numbered: other lanes do not wait
         *     for what it writes
         */
        List<Posting> post(List<List<TransferOrder>> orders, Consumer<List<Decision>> then);
    }

    GroupPosting(
            String name,
            GroupPostingSettings settings,
            Books books,
            TransactionOperations transaction,
            Work<C, A> work,
            MeterRegistry meters) {
        var size = new GroupCommit.Size(1, settings.queue(), LARGEST_GROUP);
        // Nearly all orders are fresh, so their keys are looked up only when one turned out not to be.
        GroupCommit.Work<C, A> posting =
                (callers, again) -> work.of(callers, (orders, then) -> post(orders, again, then, books));
        this.lanes = IntStream.rangeClosed(1, settings.workers())
                .mapToObj(lane -> new GroupCommit<>("%s-%d".formatted(name, lane), size, transaction, posting, meters))
                .toList();
    }

    private static List<Posting> post(
            List<List<TransferOrder>> orders, boolean again, Consumer<List<Decision>> then, Books books) {
        Books.Decided decided = books.decide(orders, MAX_ORDERS, again);
        then.accept(decided.decisions());
        return books.number(decided);
    }

    /**
     * The answer comes after the commit, from a worker's thread that the caller must not hold up. It fails when the
     * database does: the outcome is then unknown, and the caller may ask for the same again.
     *
     * @param shared what the caller contends for with many others
     * @return empty at once when the queue is full
     */
    public Optional<CompletableFuture<A>> submit(Object shared, C caller) {
        return lanes.get(Math.floorMod(shared.hashCode(), lanes.size())).submit(caller);
    }

    /** Answers everyone who waits, then stops. */
    @Override
    public void close() {
        lanes.forEach(GroupCommit::close);
    }
}
