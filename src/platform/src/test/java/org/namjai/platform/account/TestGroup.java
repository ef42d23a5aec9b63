package org.namjai.platform.account;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.namjai.platform.shared.ParticipantId;

/** Orders posted with those of others, after which something is done in the same transaction. */
final class TestGroup implements AutoCloseable {
    private static final ParticipantId NOBODY = new ParticipantId("nobody");

    private final GroupPosting<Asked, Posting> posting;

    record Asked(String cause, List<TransferOrder> orders) {}

    TestGroup(GroupPostings groups, Consumer<List<Asked>> then) {
        this.posting = groups.open(
                "test",
                (callers, books) ->
                        books.post(callers.stream().map(Asked::orders).toList(), decided -> then.accept(callers)));
    }

    CompletableFuture<Posting> submit(String cause, List<TransferOrder> orders) {
        return offer(cause, orders).orElseThrow();
    }

    /** @param lane from 0 */
    CompletableFuture<Posting> submit(int lane, String cause, List<TransferOrder> orders) {
        return posting.submit(lane, new Asked(cause, orders)).orElseThrow();
    }

    Optional<CompletableFuture<Posting>> offer(String cause, List<TransferOrder> orders) {
        ParticipantId lane =
                orders.stream().findFirst().map(TransferOrder::participant).orElse(NOBODY);
        return posting.submit(lane, new Asked(cause, orders));
    }

    @Override
    public void close() {
        posting.close();
    }
}
