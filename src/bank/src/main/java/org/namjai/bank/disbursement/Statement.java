package org.namjai.bank.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What moved on the state's account since the statement before, for one camt.053 file.
 *
 * @param openingSatang below zero for what this bank paid and has not been given yet
 */
record Statement(
        String statementId,
        long sequence,
        Instant createdAt,
        LocalDate day,
        String account,
        long openingSatang,
        List<Entry> entries) {
    Statement {
        entries = List.copyOf(entries);
    }

    long closingSatang() {
        return openingSatang
                + entries.stream()
                        .mapToLong(entry -> entry.paidOut() ? -entry.amountSatang() : entry.amountSatang())
                        .sum();
    }

    /**
     * One movement.
     *
     * @param id the instruction's, or the return's
     * @param paidOut to the customer, else back from the customer
     * @param account the customer's
     */
    record Entry(UUID id, boolean paidOut, long amountSatang, LocalDate bookedOn, UUID account) {}
}
