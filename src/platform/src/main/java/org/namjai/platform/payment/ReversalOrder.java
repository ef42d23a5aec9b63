package org.namjai.platform.payment;

import java.util.UUID;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;

/**
 * A participant wants to give money of a sale back to the payer. Refuses itself with {@link InvalidInput} when its shape
 * is wrong.
 *
 * @param id made by the participant; makes the order repeat-safe
 * @param payment which purchase
 * @param participant who asks: the merchant's
 * @param reason in the merchant's words, up to {@value #LONGEST_REASON} characters
 */
public record ReversalOrder(UUID id, UUID payment, ParticipantId participant, long amountSatang, String reason) {
    static final int LONGEST_REASON = 200;

    public ReversalOrder {
        new InvalidInput.Check()
                .that(amountSatang > 0, "amountSatang", "ต้องมากกว่า 0", "must be more than 0")
                .that(
                        !reason.isBlank() && reason.length() <= LONGEST_REASON,
                        "reason",
                        "ต้องบอกเหตุผล ไม่เกิน 200 ตัวอักษร",
                        "says why, in up to 200 characters")
                .orThrow();
    }
}
