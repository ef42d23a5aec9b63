package org.namjai.bank.payment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer wants to pay: a merchant by its id, or what a QR code asks for.
 *
 * @param qr the text of the scanned code
 * @param amountSatang left out when the code has it
 * @param faceToFace left out when the customer is not at the merchant's
 */
public record PaymentOrder(
        @Nullable UUID merchantId,
        @Nullable @Size(max = 512) String qr,
        @Nullable @Positive(message = "ต้องมากกว่าศูนย์ / must be more than zero") Long amountSatang,
        @NotEmpty @Size(max = 10) List<@NotBlank @Size(max = 50) String> goodsClasses,
        @Nullable @Valid FaceToFace faceToFace) {}
