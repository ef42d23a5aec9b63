package org.namjai.platform.programme;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ProgrammeId;

/**
 * A relief programme in the catalogue.
 *
 * @param version of the deployed process
 * @param window when its money can be spent; none until the approver sets it
 */
public record Programme(
        ProgrammeId id, String nameTh, String nameEn, String version, State state, @Nullable Window window) {
    /** A draft takes no requests. */
    public enum State {
        DRAFT,
        PUBLISHED
    }

    /** From {@code opensAt} on, until just before {@code closesAt}. */
    public record Window(Instant opensAt, Instant closesAt) {
        public boolean isOpen(Instant at) {
            return !at.isBefore(opensAt) && at.isBefore(closesAt);
        }
    }

    public boolean isPublished() {
        return state == State.PUBLISHED;
    }

    /** Whether people may spend at that moment. */
    public boolean isSpendable(Instant at) {
        return isPublished() && window != null && window.isOpen(at);
    }
}
