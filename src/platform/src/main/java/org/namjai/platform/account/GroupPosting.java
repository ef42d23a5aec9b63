package org.namjai.platform.account;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.namjai.platform.account.CauseWriter.Answered;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.account.Posting.Refused;
import org.namjai.platform.shared.GroupCommit;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Posts the orders of many callers in one database transaction, for the hot path. A hot account is locked and written once
 * a group, however many of its transfers are in it. Inside a group the order of arrival decides who gets the last satang.
 * The orders of one caller move whole or not at all and never spoil another's.
 *
 * <p>A participant's transfers are numbered without a gap, so its transactions can only follow one another: each
 * participant has its lane, and lanes go side by side.
 *
 * @param <C> what caused the orders, written in the same transaction
 */
public final class GroupPosting<C> implements AutoCloseable {
    /** The most orders that one caller may submit at once; longer lists go to {@link Books#post}. */
    public static final int MAX_ORDERS = 4;

    private static final int LARGEST_GROUP = Books.MAX_ORDERS / MAX_ORDERS;

    private final Books books;
    private final CauseWriter<C> causes;
    private final List<GroupCommit<Caused<C>, Posting>> lanes;
    private final Map<Optional<ParticipantId>, Integer> laneOf = new ConcurrentHashMap<>();
    private final AtomicInteger nextLane = new AtomicInteger();

    private record Caused<C>(C cause, List<TransferOrder> orders) {}

    GroupPosting(
            String name,
            GroupPostingSettings settings,
            Books books,
            TransactionOperations transaction,
            CauseWriter<C> causes,
            MeterRegistry meters) {
        this.books = books;
        this.causes = causes;
        var size = new GroupCommit.Size(1, settings.queue(), LARGEST_GROUP);
        this.lanes = IntStream.rangeClosed(1, settings.workers())
                .mapToObj(
                        lane -> new GroupCommit<>("%s-%d".formatted(name, lane), size, transaction, this::post, meters))
                .toList();
    }

    /**
     * Asks for the orders to be moved together. The answer comes after the commit, from a worker's thread that the
     * caller must not hold up. It is {@link Refusal#BUSY} at once when the queue is full. It fails when the database
     * does: the outcome is then unknown, and the same orders may be submitted again.
     */
    public CompletableFuture<Posting> submit(C cause, List<TransferOrder> orders) {
        return orders.size() > MAX_ORDERS
                ? refused(Refusal.TOO_MANY)
                : lane(orders).submit(new Caused<>(cause, orders)).orElseGet(() -> refused(Refusal.BUSY));
    }

    private GroupCommit<Caused<C>, Posting> lane(List<TransferOrder> orders) {
        var participant = orders.stream().findFirst().map(TransferOrder::participant);
        return lanes.get(laneOf.computeIfAbsent(participant, first -> nextLane.getAndIncrement() % lanes.size()));
    }

    private static CompletableFuture<Posting> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(new Refused(refusal, ""));
    }

    /** Nearly all orders are fresh, so their keys are looked up only when one turned out not to be. */
    private List<Posting> post(List<Caused<C>> callers, boolean again) {
        List<Posting> postings =
                books.write(callers.stream().map(Caused::orders).toList(), again);
        var answered = new ArrayList<Answered<C>>(callers.size());
        for (int i = 0; i < callers.size(); i++) {
            answered.add(new Answered<>(callers.get(i).cause(), postings.get(i)));
        }
        causes.write(answered);
        return postings;
    }

    /** Answers everyone who waits, then stops. */
    @Override
    public void close() {
        lanes.forEach(GroupCommit::close);
    }
}
