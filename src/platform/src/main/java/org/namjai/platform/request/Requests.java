package org.namjai.platform.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Service;

/** People's requests and their state machine. Every verb names the states it may start from and is repeat-safe. */
@Service
public class Requests {
    /** Stores the request for the next batch. */
    public Receipt receive(NewRequest request) {
        throw new UnsupportedOperationException("soon: " + request.key());
    }

    /** Takes the oldest received requests in process, within the caller's transaction; others' are skipped. */
    public List<RequestId> takeReceived(int limit) {
        throw new UnsupportedOperationException("soon: " + limit);
    }

    /** Asks the registries, keeps their answers as evidence, and gives the facts that the eligibility rules name. */
    public Map<String, @Nullable Object> gatherEvidence(RequestId id) {
        throw new UnsupportedOperationException("soon: " + id);
    }

    /** In process → referred. */
    public void refer(RequestId id, Decision decision) {
        throw new UnsupportedOperationException("soon: " + id + decision);
    }

    /** In process, referred → approved. */
    public void approve(RequestId id, Decision decision) {
        throw new UnsupportedOperationException("soon: " + id + decision);
    }

    /** In process, referred, approved → rejected. */
    public void reject(RequestId id, Decision decision) {
        throw new UnsupportedOperationException("soon: " + id + decision);
    }

    /** Approved → disbursing. */
    public void disbursing(RequestId id) {
        throw new UnsupportedOperationException("soon: " + id);
    }

    /** Disbursing → paid. */
    public void paid(RequestId id) {
        throw new UnsupportedOperationException("soon: " + id);
    }

    /** Approved, disbursing → failed. */
    public void failed(RequestId id, Reason reason) {
        throw new UnsupportedOperationException("soon: " + id + reason);
    }

    public Optional<RequestView> find(RequestId id) {
        throw new UnsupportedOperationException("soon: " + id);
    }

    /** The person's requests, newest first. */
    public List<RequestView> ofCitizen(CitizenId citizenId) {
        throw new UnsupportedOperationException("soon: " + citizenId);
    }

    /** Of an approved or disbursing request. */
    public Payout payout(RequestId id) {
        throw new UnsupportedOperationException("soon: " + id);
    }
}
