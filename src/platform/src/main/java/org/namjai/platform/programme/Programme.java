package org.namjai.platform.programme;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ProgrammeId;

/**
 * A relief programme in the catalogue, as two people published it.
 *
 * @param version tag of the published version; of the newest draft while none is published
 * @param unit what a request is counted by
 * @param definitionId the process that new requests use; none while it is a draft
 * @param round the round that takes requests now, as the programme's phase table names it; empty while it is a draft
 * @param requests when people may ask
 * @param window when its money can be spent; none for a programme whose money is not spent in wallets
 */
public record Programme(
        ProgrammeId id,
        String nameTh,
        String nameEn,
        String version,
        State state,
        Unit unit,
        @Nullable String definitionId,
        String round,
        @Nullable Window requests,
        @Nullable Window window) {
    /** A draft was never published; a closed one takes no requests and what it gave may be spent. */
    public enum State {
        DRAFT,
        PUBLISHED,
        CLOSED
    }

    /** What gets at most one grant in a round. */
    public enum Unit {
        PERSON,
        HOUSEHOLD,
        PLOT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Unit of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** From {@code opensAt} on, until just before {@code closesAt}. */
    public record Window(Instant opensAt, Instant closesAt) {
        /** Of two moments that a caller gave under these names; both are there and in order. */
        public static Window of(
                @Nullable Instant opensAt, @Nullable Instant closesAt, String opensField, String closesField) {
            new InvalidInput.Check()
                    .present(opensAt, opensField)
                    .present(closesAt, closesField)
                    .that(
                            opensAt == null || closesAt == null || opensAt.isBefore(closesAt),
                            closesField,
                            "ต้องอยู่หลังเวลาเปิด",
                            "must be after the opening")
                    .orThrow();
            return new Window(Objects.requireNonNull(opensAt), Objects.requireNonNull(closesAt));
        }

        public boolean isOpen(Instant at) {
            return !at.isBefore(opensAt) && at.isBefore(closesAt);
        }
    }

    public boolean isPublished() {
        return state == State.PUBLISHED;
    }

    /** Whether people may ask at that moment. */
    public boolean takesRequests(Instant at) {
        return isPublished() && requests != null && requests.isOpen(at);
    }

    /** Whether people may spend at that moment. */
    public boolean isSpendable(Instant at) {
        return state != State.DRAFT && window != null && window.isOpen(at);
    }
}
