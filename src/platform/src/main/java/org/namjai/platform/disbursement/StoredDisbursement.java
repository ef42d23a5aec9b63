package org.namjai.platform.disbursement;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/** A disbursement's row without its sealed part. */
record StoredDisbursement(
        DisbursementId id,
        UUID request,
        ProgrammeId programme,
        ParticipantId participant,
        Pseudonym subject,
        long amountSatang,
        String district,
        DisbursementState state,
        @Nullable Answer answer) {}
