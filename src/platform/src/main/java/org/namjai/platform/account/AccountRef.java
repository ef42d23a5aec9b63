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

/** Names an account by what it is; there is at most one account of each name. No record, so that its id is made once. */
public final class AccountRef {
    private final AccountKind kind;
    private final ProgrammeId programme;
    private final @Nullable ParticipantId participant;
    private final @Nullable String holder;
    private final UUID id;

    AccountRef(AccountKind kind, ProgrammeId programme, @Nullable ParticipantId participant, @Nullable String holder) {
        this.kind = kind;
        this.programme = programme;
        this.participant = participant;
        this.holder = holder;
        this.id = digest(String.join(
                "/",
                programme.value(),
                kind.code(),
                participant == null ? "" : participant.value(),
                holder == null ? "" : holder));
    }

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

    public AccountKind kind() {
        return kind;
    }

    public ProgrammeId programme() {
        return programme;
    }

    public @Nullable ParticipantId participant() {
        return participant;
    }

    /** The person's pseudonym or the merchant's id, where the kind has one. */
    public @Nullable String holder() {
        return holder;
    }

    /** The id under which the account is stored: the first 16 bytes of SHA-256 over what it names. */
    public UUID id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccountRef that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "AccountRef[" + kind.code() + " of " + programme.value() + ", " + id + "]";
    }

    private static UUID digest(String name) {
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
