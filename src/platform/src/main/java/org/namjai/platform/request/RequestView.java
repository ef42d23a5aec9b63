package org.namjai.platform.request;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;

/**
 * A request as its person may see it.
 *
 * @param reasons why it is where it is; empty before a decision
 * @param amountSatang what was decided; none before
 * @param history the states it went through, oldest first
 */
public record RequestView(
        RequestId id,
        ProgrammeId programme,
        ParticipantId participant,
        RequestState state,
        List<Reason> reasons,
        @Nullable Long amountSatang,
        List<Step> history) {
    /** Entered {@code state} at that time. */
    public record Step(RequestState state, Instant at) {}
}
