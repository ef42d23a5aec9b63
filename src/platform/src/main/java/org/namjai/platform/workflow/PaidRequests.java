package org.namjai.platform.workflow;

import java.util.List;
import java.util.UUID;
import org.namjai.platform.disbursement.NotPaid;
import org.namjai.platform.disbursement.Paid;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.Requests;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What became of pay-outs, told to their requests in the transaction that booked it. */
@Component
class PaidRequests {
    private final Requests requests;

    PaidRequests(Requests requests) {
        this.requests = requests;
    }

    @EventListener
    void on(Paid paid) {
        requests.paid(ids(paid.requests()));
    }

    @EventListener
    void on(NotPaid notPaid) {
        requests.failed(ids(notPaid.requests()), notPaid.reason());
    }

    private static List<RequestId> ids(List<UUID> requests) {
        return requests.stream().map(RequestId::new).toList();
    }
}
