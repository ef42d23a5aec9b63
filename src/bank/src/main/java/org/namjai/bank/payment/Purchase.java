package org.namjai.bank.payment;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment order with merchant and amount known.
 *
 * @param qr the code that named them, if one did
 */
public record Purchase(
        UUID merchantId,
        long amountSatang,
        List<String> goodsClasses,
        @Nullable FaceToFace faceToFace,
        @Nullable String qr) {}
