package org.namjai.platform.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * From which a shop spends in a programme what it received.
 *
 * @param participant the shop's
 * @param subject under which the shop pays
 * @param district DOPA code of the shop
 */
record ShopWallet(ProgrammeId programme, ParticipantId participant, UUID merchant, Pseudonym subject, String district) {

    /** The shop's bank makes the same: the name-based UUID (RFC 9562, version 3) of programme and merchant. */
    UUID id() {
        return UUID.nameUUIDFromBytes((programme + "/" + merchant).getBytes(UTF_8));
    }

    AccountRef account() {
        return AccountRef.wallet(programme, participant, subject);
    }
}
