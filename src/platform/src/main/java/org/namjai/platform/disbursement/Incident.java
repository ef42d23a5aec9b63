package org.namjai.platform.disbursement;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;

/**
 * Something between the platform and a participant that people have to settle.
 *
 * @param instruction which it is about; none when it is about none of ours
 * @param message the file, report or statement in which it was said; empty for a single answer
 */
public record Incident(
        long id, Kind kind, ParticipantId participant, @Nullable UUID instruction, String message, Instant at) {
    /** What is wrong. */
    public enum Kind {
        /** Refused before, credited now: nobody pays the person again before this is settled. */
        CREDITED_AFTER_REFUSAL,
        /** Credited by this one too, though another has paid since. */
        CREDITED_TWICE,
        REFUSED_AFTER_CREDIT,
        /** The same outcome as before, with another wallet or reason. */
        OTHER_ANSWER,
        /** An answer to what this participant was never told. */
        UNKNOWN_INSTRUCTION,
        /** Not answered in time. */
        OVERDUE,
        /** The statement shows another amount than was instructed. */
        OTHER_AMOUNT,
        /** The statement does not begin where the one before ended. */
        STATEMENT_GAP;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
