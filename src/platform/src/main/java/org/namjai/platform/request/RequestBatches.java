package org.namjai.platform.request;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes received requests from the table and works on many of them in one transaction. */
@Service
public class RequestBatches {
    /** The most requests in a batch. */
    public static final int LARGEST = 500;

    private final RequestStore store;
    private final DecisionStore decisions;
    private final Entitlements entitlements;

    RequestBatches(RequestStore store, DecisionStore decisions, Entitlements entitlements) {
        this.store = store;
        this.decisions = decisions;
        this.entitlements = entitlements;
    }

    /**
     * A received request.
     *
     * @param answers to the programme's form; personal
     */
    public record Received(RequestId id, ProgrammeId programme, String round, Map<String, Object> answers) {
        @Override
        public String toString() {
            return "Received[" + id + "]";
        }
    }

    /** Names a received request whose turn it is. */
    public record Waiting(RequestId id, ProgrammeId programme, String round) {}

    /**
     * Borrows the requests whose turn it is, oldest first, in a transaction of its own: for so long no other worker takes
     * them. They stay received; whoever is killed with them in hand leaves them to the next.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public List<Waiting> borrow(int limit, Duration time) {
        return store.borrow(limit, time);
    }

    /**
     * Takes those of the requests that are still received in process and works on them, within the caller's transaction,
     * which writes everything or nothing. In that work the verbs of {@link Requests}, {@link TableDecisions} and
     * {@link Entitlements} change the batch in memory; the order of {@code ids} decides who gets the last satang.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void work(Collection<RequestId> ids, Consumer<List<Received>> work) {
        List<OpenRequest> open = store.open(ids).stream()
                .filter(request -> request.stored().state() == RequestState.RECEIVED)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        Map<RequestId, OpenRequest> byId = open.stream()
                .collect(Collectors.toMap(request -> request.stored().id(), request -> request));
        List<OpenRequest> ordered =
                ids.stream().filter(byId::containsKey).map(byId::get).toList();
        Map<RequestId, Personal> personal = store.personal(ordered);
        try (RequestBatch batch = RequestBatch.begin(ordered, personal)) {
            Set<RequestState> received = EnumSet.of(RequestState.RECEIVED);
            ordered.forEach(request -> request.enter(RequestState.IN_PROCESS, received));
            work.accept(ordered.stream()
                    .map(request -> received(request.stored(), personal))
                    .toList());
            store.write(ordered);
            decisions.write(batch.decisions());
            entitlements.post(batch.promises());
        }
    }

    private static Received received(StoredRequest request, Map<RequestId, Personal> personal) {
        Personal known = personal.get(request.id());
        return new Received(
                request.id(), request.programme(), request.round(), known == null ? Map.of() : known.answers());
    }

    /** Requests that can't be started now let others go first for a while. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void postpone(Collection<RequestId> ids) {
        store.postpone(ids);
    }
}
