package org.namjai.platform.disbursement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A participant's answer to some or all payments of an {@link InstructionFile}: one pain.002 file.
 *
 * @param messageId of the file that is answered
 */
record StatusReport(String reportId, String messageId, Instant createdAt, List<Item> items) {
    StatusReport {
        items = List.copyOf(items);
    }

    enum Status {
        CREDITED,
        REFUSED,
        /** The participant has the payment and will answer later. */
        PENDING
    }

    /**
     * One payment's answer.
     *
     * @param id as in the instruction
     * @param reasonCode ISO 20022 status reason such as {@code AC04}; there when refused, and only then
     * @param walletId what was credited; there when credited, and only then
     */
    record Item(UUID id, Status status, @Nullable String reasonCode, @Nullable UUID walletId) {}
}
