package org.namjai.platform.oversight;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.namjai.platform.shared.Reason;

/**
 * A case about payments that waits for people, or did.
 *
 * @param reason why it was opened
 * @param evidence numbers by name, about no person
 * @param evidenceFrom the payments it is about were asked for after this
 * @param evidenceTo and not after this
 * @param payment none when it is about several
 * @param payer none when it is about several people's payments
 * @param merchant none when it is about payments at several shops
 * @param district DOPA code of the merchant, else of the payer: whose case workers it is offered to
 * @param participants who are concerned and told the outcome
 * @param measure what was decided, waiting for its confirmation or done
 * @param note why it was decided so
 */
public record PaymentCase(
        UUID id,
        Kind kind,
        ProgrammeId programme,
        Reason reason,
        Map<String, Long> evidence,
        Instant evidenceFrom,
        Instant evidenceTo,
        @Nullable UUID payment,
        @Nullable Pseudonym payer,
        @Nullable UUID merchant,
        String district,
        Set<ParticipantId> participants,
        State state,
        @Nullable Measure measure,
        @Nullable String note,
        Instant openedAt,
        @Nullable Instant closedAt) {
    /** How it came about. */
    public enum Kind {
        MISUSE,
        DISPUTE,
        /** Wanted by the merchant's participant, too late to be done without a person. */
        REVERSAL;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public enum State {
        OPEN,
        TO_CONFIRM,
        CLOSED;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Whether the measure can be taken in this case at all. */
    public boolean allows(Measure wanted) {
        return switch (wanted) {
            case DISMISS -> true;
            case SUSPEND -> merchant != null;
            case REVERSE -> payment != null;
        };
    }
}
