package org.namjai.platform.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * Money that has moved; never changed or removed.
 *
 * @param amountSatang more than zero
 * @param number its place in the chain of programme and participant (or of the programme's appropriations), from 1
 *     without a gap
 * @param leftSatang what the account that gave holds after it; less than zero for appropriations alone
 */
public record Transfer(
        String key,
        TransferKind kind,
        long amountSatang,
        ProgrammeId programme,
        @Nullable ParticipantId participant,
        long number,
        @Nullable Pseudonym subject,
        @Nullable UUID counterparty,
        @Nullable UUID cause,
        Instant recordedAt,
        long leftSatang) {}
