package org.namjai.platform.request;

import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.namjai.platform.shared.Reason;

/** A request's row without its sealed part. */
record StoredRequest(
        RequestId id,
        String client,
        ProgrammeId programme,
        String round,
        String unitKey,
        ParticipantId participant,
        Pseudonym subject,
        RequestState state,
        @Nullable String district,
        @Nullable Long amountSatang,
        @Nullable Reason reason,
        @Nullable String decidedBy) {
    StoredRequest in(RequestState entered) {
        return with(entered, district, amountSatang, reason, decidedBy);
    }

    StoredRequest decided(Decision decision) {
        return with(state, district, decision.amountSatang(), decision.reason(), decision.decidedBy());
    }

    StoredRequest because(Reason why) {
        return with(state, district, amountSatang, why, decidedBy);
    }

    StoredRequest livingIn(String registered) {
        return with(state, registered, amountSatang, reason, decidedBy);
    }

    private StoredRequest with(
            RequestState state,
            @Nullable String district,
            @Nullable Long amountSatang,
            @Nullable Reason reason,
            @Nullable String decidedBy) {
        return new StoredRequest(
                id,
                client,
                programme,
                round,
                unitKey,
                participant,
                subject,
                state,
                district,
                amountSatang,
                reason,
                decidedBy);
    }
}
