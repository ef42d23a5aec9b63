package org.namjai.platform.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes received requests and runs each one's process, in the transaction that took it: a crash puts the request back, a
 * request is never started twice, and a rush waits in the table. Workers beside each other skip what another holds.
 */
@Component
class RequestStarter extends Worker {
    private static final Logger LOG = LoggerFactory.getLogger(RequestStarter.class);
    private static final int THREADS = 4;

    private final Requests requests;
    private final Programmes programmes;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;

    RequestStarter(Requests requests, Programmes programmes, RuntimeService runtime, TransactionTemplate transaction) {
        super("request-starter", THREADS);
        this.requests = requests;
        this.programmes = programmes;
        this.runtime = runtime;
        this.transaction = transaction;
    }

    @Override
    boolean workOnce() {
        List<RequestId> taken = new ArrayList<>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> startNext(taken)));
        } catch (RuntimeException fault) {
            // Rolled back, so it is received again; a few that always fail must not hold the others up.
            taken.forEach(requests::postpone);
            throw fault;
        }
    }

    /** One request a transaction: its neighbours don't suffer when a registry is away. */
    private boolean startNext(List<RequestId> taken) {
        taken.addAll(requests.takeReceived(1));
        for (RequestId id : taken) {
            Programme programme =
                    programmes.find(requests.find(id).orElseThrow().programme()).orElseThrow();
            // The published version, whatever was deployed since.
            runtime.startProcessInstanceById(
                    Objects.requireNonNull(programme.definitionId()), id.value().toString());
            LOG.debug("Started {} for request {}", programme.definitionId(), id);
        }
        return !taken.isEmpty();
    }
}
