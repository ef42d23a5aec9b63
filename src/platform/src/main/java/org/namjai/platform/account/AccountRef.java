package org.namjai.platform.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * Names an account by what it is; there is at most one account of each name.
 *
 * @param holder the person's pseudonym or the merchant's id, where the kind has one
 */
public record AccountRef(
        AccountKind kind, ProgrammeId programme, @Nullable ParticipantId participant, @Nullable String holder) {

    public static AccountRef appropriation(ProgrammeId programme) {
        return new AccountRef(AccountKind.APPROPRIATION, programme, null, null);
    }

    public static AccountRef budget(ProgrammeId programme) {
        return new AccountRef(AccountKind.BUDGET, programme, null, null);
    }

    public static AccountRef entitlement(ProgrammeId programme, Pseudonym person) {
        return new AccountRef(AccountKind.ENTITLEMENT, programme, null, person.value());
    }

    public static AccountRef clearing(ProgrammeId programme, ParticipantId participant) {
        return new AccountRef(AccountKind.CLEARING, programme, participant, null);
    }

    public static AccountRef wallet(ProgrammeId programme, ParticipantId participant, Pseudonym person) {
        return new AccountRef(AccountKind.WALLET, programme, participant, person.value());
    }

    public static AccountRef merchant(ProgrammeId programme, UUID merchant) {
        return new AccountRef(AccountKind.MERCHANT, programme, null, merchant.toString());
    }

    /** Cash that left to a person through a participant. */
    public static AccountRef paid(ProgrammeId programme, ParticipantId participant) {
        return new AccountRef(AccountKind.PAID, programme, participant, null);
    }

    public static AccountRef settlement(ProgrammeId programme, ParticipantId participant) {
        return new AccountRef(AccountKind.SETTLEMENT, programme, participant, null);
    }

    /** The id under which the account is stored: the first 16 bytes of SHA-256 over what it names. */
    public UUID id() {
        String name = String.join(
                "/",
                programme.value(),
                kind.code(),
                participant == null ? "" : participant.value(),
                holder == null ? "" : holder);
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(name.getBytes(StandardCharsets.UTF_8)));
        return new UUID(digest.getLong(), digest.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
