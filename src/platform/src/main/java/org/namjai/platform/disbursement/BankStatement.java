package org.namjai.platform.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What moved on the state's account at a participant since the statement before: one camt.053 file. Its entries add up:
 * opening balance and movements make the closing balance.
 *
 * @param sequence counts up by one, so that a missing statement shows
 * @param openingSatang below zero for what the participant paid and has not been given yet
 */
record BankStatement(
        String statementId,
        long sequence,
        Instant createdAt,
        String account,
        long openingSatang,
        long closingSatang,
        List<Entry> entries) {
    BankStatement {
        entries = List.copyOf(entries);
    }

    enum Direction {
        /** From the state's account to a person. */
        PAID_OUT,
        /** Back to the state's account. */
        RETURNED
    }

    /**
     * One movement.
     *
     * @param id of the instruction's payment, or of what gave money back
     * @param walletId what was credited, or debited
     */
    record Entry(UUID id, Direction direction, long amountSatang, LocalDate bookedOn, @Nullable UUID walletId) {
        long signedSatang() {
            return direction == Direction.PAID_OUT ? -amountSatang : amountSatang;
        }
    }
}
