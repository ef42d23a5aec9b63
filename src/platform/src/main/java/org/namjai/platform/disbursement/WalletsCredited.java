package org.namjai.platform.disbursement;

import java.util.List;
import java.util.UUID;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/** People's wallets at a participant hold the programme's money; published inside the confirming transaction. */
public record WalletsCredited(List<Wallet> wallets) {
    /**
     * One person's.
     *
     * @param id the participant's
     * @param district DOPA code of the person's registered address
     */
    public record Wallet(
            UUID id, ProgrammeId programme, ParticipantId participant, Pseudonym subject, String district) {}
}
