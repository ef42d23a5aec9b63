package org.namjai.platform.payment;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * A participant asks whether its customer may buy. Refuses itself with {@link InvalidInput} when its shape is wrong.
 *
 * @param id made by the participant; makes the order repeat-safe
 * @param participant who asks: the payer's
 * @param payer a person, or a shop that spends what it received
 * @param goodsClasses what is bought, kebab case
 * @param faceToFace none when they did not meet
 * @param qrLabel of the dynamic QR code that is paid, which is paid once; none without one
 */
public record PaymentOrder(
        UUID id,
        ParticipantId participant,
        ProgrammeId programme,
        Pseudonym payer,
        UUID walletId,
        UUID merchantId,
        long amountSatang,
        List<String> goodsClasses,
        @Nullable FaceToFace faceToFace,
        @Nullable String qrLabel) {
    private static final int MOST_GOODS = 10;

    public PaymentOrder {
        goodsClasses = List.copyOf(goodsClasses);
        new InvalidInput.Check()
                .that(amountSatang > 0, "amountSatang", "ต้องมากกว่า 0", "must be more than 0")
                .that(
                        areGoods(goodsClasses),
                        "goodsClasses",
                        "ต้องมีรหัสประเภทสินค้า 1 ถึง 10 รหัส ไม่ซ้ำกัน",
                        "must be 1 to 10 different classes of goods in kebab case")
                .orThrow();
    }

    private static boolean areGoods(List<String> goods) {
        return !goods.isEmpty()
                && goods.size() <= MOST_GOODS
                && new HashSet<>(goods).size() == goods.size()
                && goods.stream().allMatch(MerchantClass::isGoods);
    }
}
