package org.namjai.platform.disbursement;

import java.util.UUID;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * A pay-out that no round could pay.
 *
 * @param reasonCode of the last refusal
 */
record Unpaid(
        UUID id,
        UUID request,
        ProgrammeId programme,
        ParticipantId participant,
        Pseudonym subject,
        long amountSatang,
        String reasonCode) {

    /** Gives the entitlement back to the budget. */
    TransferOrder release() {
        return TransferOrder.of(
                        TransferKind.RELEASE.code() + "/" + id,
                        TransferKind.RELEASE,
                        AccountRef.entitlement(programme, subject),
                        AccountRef.budget(programme),
                        amountSatang)
                .at(participant)
                .about(subject)
                .because(request);
    }
}
