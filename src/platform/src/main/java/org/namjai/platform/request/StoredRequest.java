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
        ParticipantId participant,
        Pseudonym subject,
        RequestState state,
        @Nullable String district,
        @Nullable Long amountSatang,
        @Nullable Reason reason) {}
