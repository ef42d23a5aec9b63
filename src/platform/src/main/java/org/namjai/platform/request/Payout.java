package org.namjai.platform.request;

import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Money;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * What the disbursement of an approved request needs. Holds personal data: pass it on, don't keep it.
 *
 * @param district DOPA code of the person's registered address
 */
public record Payout(
        RequestId request,
        ProgrammeId programme,
        ParticipantId participant,
        Pseudonym subject,
        CitizenId citizenId,
        String account,
        Money amount,
        String district) {
    @Override
    public String toString() {
        return "Payout[" + request + "]";
    }
}
