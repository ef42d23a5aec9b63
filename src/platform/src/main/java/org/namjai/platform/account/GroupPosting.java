package org.namjai.platform.account;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.account.Posting.Refused;
import org.namjai.platform.shared.GroupCommit;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Serves many callers in one database transaction, which posts what they move, for the hot path. A hot account is locked
 * and written once a group, however many of its transfers are in it. Inside a group the order of arrival decides who gets
 * the last satang. The orders of one caller move whole or not at all and never spoil another's.
 *
 * <p>A participant's transfers are numbered without a gap, so its transactions can only follow one another: each
 * participant has its lane, and lanes go side by side.
 *
 * @param <C> what a caller asks for
 * @param <A> what it is answered
 */
public final class GroupPosting<C, A> implements AutoCloseable {
    /** The most orders that one caller may have; longer lists go to {@link Books#post}. */
    public static final int MAX_ORDERS = 4;

    private static final int LARGEST_GROUP = Books.MAX_ORDERS / MAX_ORDERS;

    private final List<GroupCommit<C, A>> lanes;
    private final Map<ParticipantId, Integer> laneOf = new ConcurrentHashMap<>();
    private final AtomicInteger nextLane = new AtomicInteger();

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
         */
        List<Posting> post(List<List<TransferOrder>> orders);
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
        GroupCommit.Work<C, A> posting = (callers, again) -> work.of(callers, orders -> post(orders, again, books));
        this.lanes = IntStream.rangeClosed(1, settings.workers())
                .mapToObj(lane -> new GroupCommit<>("%s-%d".formatted(name, lane), size, transaction, posting, meters))
                .toList();
    }

    /** A list that is too long is refused, and leaves the others alone. */
    private static List<Posting> post(List<List<TransferOrder>> orders, boolean again, Books books) {
        List<Posting> postings = books.write(
                orders.stream()
                        .map(list -> isTooLong(list) ? List.<TransferOrder>of() : list)
                        .toList(),
                again);
        return IntStream.range(0, orders.size())
                .mapToObj(i -> isTooLong(orders.get(i)) ? new Refused(Refusal.TOO_MANY, "") : postings.get(i))
                .toList();
    }

    private static boolean isTooLong(List<TransferOrder> orders) {
        return orders.size() > MAX_ORDERS;
    }

    /**
     * The answer comes after the commit, from a worker's thread that the caller must not hold up. It fails when the
     * database does: the outcome is then unknown, and the caller may ask for the same again.
     *
     * @param participant at whose numbers the caller's orders go
     * @return empty at once when the queue is full
     */
    public Optional<CompletableFuture<A>> submit(ParticipantId participant, C caller) {
        int lane = laneOf.computeIfAbsent(participant, first -> nextLane.getAndIncrement() % lanes.size());
        return lanes.get(lane).submit(caller);
    }

    /** Answers everyone who waits, then stops. */
    @Override
    public void close() {
        lanes.forEach(GroupCommit::close);
    }
}
