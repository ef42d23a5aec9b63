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
 * @param currency ISO 4217; both accounts must be kept in it
 * @param participant the participant whose chain numbers the transfer; none only for appropriations
 * @param subject the person concerned
 * @param counterparty the merchant concerned
 * @param cause the request, disbursement or payment that this belongs to
 * @param original the key of the transfer that this confirms, cancels or reverses
 */
public record TransferOrder(
        String key,
        TransferKind kind,
        AccountRef debit,
        AccountRef credit,
        long amountSatang,
        String currency,
        @Nullable ParticipantId participant,
        @Nullable Pseudonym subject,
        @Nullable UUID counterparty,
        @Nullable UUID cause,
        @Nullable String original) {
    public static final int MAX_KEY_LENGTH = 100;
    /** Baht, counted in satang. */
    public static final String BAHT = "THB";

    /** An order in baht; what else it concerns is added by the methods below. */
    public static TransferOrder of(
            String key, TransferKind kind, AccountRef debit, AccountRef credit, long amountSatang) {
        return new TransferOrder(key, kind, debit, credit, amountSatang, BAHT, null, null, null, null, null);
    }

    public TransferOrder at(ParticipantId participant) {
        return new TransferOrder(
                key, kind, debit, credit, amountSatang, currency, participant, subject, counterparty, cause, original);
    }

    public TransferOrder about(Pseudonym subject) {
        return new TransferOrder(
                key, kind, debit, credit, amountSatang, currency, participant, subject, counterparty, cause, original);
    }

    public TransferOrder with(UUID counterparty) {
        return new TransferOrder(
                key, kind, debit, credit, amountSatang, currency, participant, subject, counterparty, cause, original);
    }

    public TransferOrder because(UUID cause) {
        return new TransferOrder(
                key, kind, debit, credit, amountSatang, currency, participant, subject, counterparty, cause, original);
    }

    /** Says which transfer is confirmed, cancelled or reversed. */
    public TransferOrder following(String original) {
        return new TransferOrder(
                key, kind, debit, credit, amountSatang, currency, participant, subject, counterparty, cause, original);
    }
}
