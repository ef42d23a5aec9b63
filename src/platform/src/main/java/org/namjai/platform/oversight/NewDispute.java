package org.namjai.platform.oversight;

import java.util.UUID;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;

/**
 * A participant disputes a payment for its customer, or wants it reversed. Refuses itself with {@link InvalidInput} when its
 * shape is wrong.
 *
 * @param key makes it repeat-safe
 * @param side whose participant it is: a payer's disputes, a merchant's wants to give the money back
 */
public record NewDispute(String key, ParticipantId participant, UUID payment, Side side, String grounds) {
    /** The customer's place in the payment. */
    public enum Side {
        PAYER,
        MERCHANT
    }

    public NewDispute {
        new InvalidInput.Check()
                .idempotencyKey(key)
                .characters(grounds, "grounds", 10, 2_000)
                .orThrow();
    }

    PaymentCase.Kind kind() {
        return side == Side.PAYER ? PaymentCase.Kind.DISPUTE : PaymentCase.Kind.REVERSAL;
    }
}
