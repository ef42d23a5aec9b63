package org.namjai.platform.disbursement;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Money;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * Pays an entitlement out.
 *
 * @param request the request it pays; there is one disbursement for each
 * @param account the person's, at the participant
 * @param district DOPA code of the person's registered address; purchases are held against it
 * @param paysFrom the first day, in Thailand, on which the programme's round pays; none when it names no day
 */
public record NewDisbursement(
        UUID request,
        ProgrammeId programme,
        ParticipantId participant,
        Pseudonym subject,
        CitizenId citizenId,
        String account,
        Money amount,
        String district,
        @Nullable LocalDate paysFrom) {
    @Override
    public String toString() {
        return "NewDisbursement[" + request + "]";
    }
}
