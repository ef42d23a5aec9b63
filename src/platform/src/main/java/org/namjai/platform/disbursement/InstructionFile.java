package org.namjai.platform.disbursement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * What one participant is told to pay in one message. Made again from the same rows, it is the same to the last letter.
 *
 * @param messageId 32 hexadecimal digits
 */
record InstructionFile(
        String messageId,
        Instant createdAt,
        ProgrammeId programme,
        ParticipantId participant,
        Channel channel,
        MoneyForm money,
        List<Item> items) {

    /**
     * One payee.
     *
     * @param id the instruction's; names it in every answer
     * @param account empty where the channel needs none
     * @param payeeRef the person on the ledger
     */
    record Item(UUID id, CitizenId citizenId, String account, Pseudonym payeeRef, long amountSatang) {
        @Override
        public String toString() {
            return "Item[" + id + "]";
        }
    }
}
