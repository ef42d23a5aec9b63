package org.namjai.bank.payment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the customer's phone knows of the meeting with the merchant.
 *
 * @param scannedInPerson whether its camera read the merchant's QR code
 * @param district DOPA code of the place where it did
 * @param at when it did
 */
public record FaceToFace(
        boolean scannedInPerson,
        @NotNull
                @Pattern(regexp = "[0-9]{4}", message = "ต้องเป็นรหัสอำเภอ 4 หลัก / must be a four-digit district code")
                String district,
        @NotNull Instant at) {
    public FaceToFace {
        // As finely as it is kept; what is missing is refused after this.
        at = truncated(at);
    }

    private static Instant truncated(@Nullable Instant at) {
        return at == null ? Instant.EPOCH : at.truncatedTo(ChronoUnit.MILLIS);
    }
}
