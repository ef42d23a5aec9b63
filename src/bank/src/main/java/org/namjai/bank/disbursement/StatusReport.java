package org.namjai.bank.disbursement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** This bank's answers to instructions of one file, for one pain.002 file. */
record StatusReport(String reportId, String messageId, Instant createdAt, List<Item> items) {
    StatusReport {
        items = List.copyOf(items);
    }

    /**
     * One instruction's answer.
     *
     * @param credited the account that was credited; none when refused
     * @param reason why it was refused; none when credited
     */
    record Item(UUID id, @Nullable UUID credited, @Nullable RefusalReason reason) {}
}
