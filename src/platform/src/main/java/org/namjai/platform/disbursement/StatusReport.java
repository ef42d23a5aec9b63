package org.namjai.platform.disbursement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A participant's answers to some items of an instruction file, or its refusal of the whole file.
 *
 * @param messageId the instruction file's
 * @param refusedBecause why the whole file was refused, as one of our reason codes; none when it was taken
 */
record StatusReport(
        String reportId, String messageId, Instant createdAt, @Nullable String refusedBecause, List<Item> items) {

    /**
     * The answer to one item. What is still pending at the participant is no item here.
     *
     * @param walletId where the money went as {@link MoneyForm#WALLET}
     * @param reasonCode why it was refused; none when it was credited
     */
    record Item(UUID id, @Nullable UUID walletId, @Nullable String reasonCode) {
        boolean isCredited() {
            return reasonCode == null;
        }
    }
}
