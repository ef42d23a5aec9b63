package org.namjai.platform.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Requests that one transaction works on together. They were read and locked at once; whoever reads or changes one of them
 * in this transaction does it here in memory, and the end of the work writes them all with a few statements.
 */
final class RequestBatch implements AutoCloseable {
    private final Map<RequestId, OpenRequest> requests = new LinkedHashMap<>();
    private final Map<RequestId, Personal> personal;
    private final Promises promises = new Promises();
    private final List<DecisionStore.NewRow> decisions = new ArrayList<>();

    private @Nullable Map<RequestId, Map<String, Long>> paidBefore;

    private RequestBatch(List<OpenRequest> requests, Map<RequestId, Personal> personal) {
        requests.forEach(request -> this.requests.put(request.stored().id(), request));
        this.personal = personal;
    }

    /** From now until it is closed, this thread's transaction works on the batch. */
    static RequestBatch begin(List<OpenRequest> requests, Map<RequestId, Personal> personal) {
        var batch = new RequestBatch(requests, personal);
        TransactionSynchronizationManager.bindResource(RequestBatch.class, batch);
        return batch;
    }

    @Override
    public void close() {
        TransactionSynchronizationManager.unbindResource(RequestBatch.class);
    }

    /** The batch that this transaction works on, if the request belongs to it. */
    static Optional<RequestBatch> of(RequestId id) {
        RequestBatch batch = (RequestBatch) TransactionSynchronizationManager.getResource(RequestBatch.class);
        return batch != null && batch.requests.containsKey(id) ? Optional.of(batch) : Optional.empty();
    }

    static @Nullable OpenRequest open(RequestId id) {
        return of(id).map(batch -> batch.requests.get(id)).orElse(null);
    }

    static @Nullable Personal personal(RequestId id) {
        return of(id).map(batch -> batch.personal.get(id)).orElse(null);
    }

    List<OpenRequest> requests() {
        return List.copyOf(requests.values());
    }

    Promises promises() {
        return promises;
    }

    /** What the eligibility tables decided in this batch, in its order. */
    List<DecisionStore.NewRow> decisions() {
        return decisions;
    }

    /** What the units of all its requests were entitled to before, by request and round; loaded when it is first asked. */
    Map<RequestId, Map<String, Long>> paidBefore(
            Function<List<StoredRequest>, Map<RequestId, Map<String, Long>>> load) {
        Map<RequestId, Map<String, Long>> known = paidBefore;
        if (known == null) {
            known = load.apply(
                    requests.values().stream().map(OpenRequest::stored).toList());
            paidBefore = known;
        }
        return known;
    }
}
