package org.namjai.platform.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Pseudonym;

/**
 * Asks the books to move money.
 *
 * @param key makes the order repeat-safe: the same key with the same content moves money once; at most
 *     {@value #MAX_KEY_LENGTH} characters
 * @param amountSatang more than zero
 * @param participant the participant whose chain numbers the transfer; none only for appropriations
 * @param subject the person concerned
 * @param counterparty the merchant concerned
 * @param cause the request, disbursement or payment that this belongs to
 */
public record TransferOrder(
        String key,
        TransferKind kind,
        AccountRef debit,
        AccountRef credit,
        long amountSatang,
        @Nullable ParticipantId participant,
        @Nullable Pseudonym subject,
        @Nullable UUID counterparty,
        @Nullable UUID cause) {
    public static final int MAX_KEY_LENGTH = 100;
}
