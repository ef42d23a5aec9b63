package org.namjai.bank.payment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * What a customer wants to pay.
 *
 * @param faceToFace whether the customer scanned the merchant's QR in person
 */
public record PaymentOrder(
        @NotNull UUID merchantId,
        @Positive(message = "ต้องมากกว่าศูนย์ / must be more than zero") long amountSatang,
        @NotBlank @Size(max = 50) String goodsClass,
        boolean faceToFace) {}
