package org.namjai.platform.disbursement;

import java.util.UUID;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * A person's wallet at a participant holds the programme's money; published inside the confirming transaction.
 *
 * @param walletId the participant's
 * @param district DOPA code of the person's registered address
 */
public record WalletCredited(
        UUID walletId, ProgrammeId programme, ParticipantId participant, Pseudonym subject, String district) {}
