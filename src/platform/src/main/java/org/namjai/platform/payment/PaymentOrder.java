package org.namjai.platform.payment;

import java.util.UUID;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * A participant asks whether its customer may buy. Refuses itself with {@link InvalidInput} when its shape is wrong.
 *
 * @param id made by the participant; makes the order repeat-safe
 * @param participant who asks: the payer's
 * @param goodsClass what is bought, kebab case
 * @param faceToFace whether payer and merchant stand before each other
 */
public record PaymentOrder(
        UUID id,
        ParticipantId participant,
        ProgrammeId programme,
        Pseudonym payer,
        UUID walletId,
        UUID merchantId,
        long amountSatang,
        String goodsClass,
        boolean faceToFace) {
    public PaymentOrder {
        new InvalidInput.Check()
                .that(amountSatang > 0, "amountSatang", "ต้องมากกว่า 0", "must be more than 0")
                .that(
                        goodsClass.matches("[a-z][a-z-]{0,49}"),
                        "goodsClass",
                        "ไม่ใช่รหัสประเภทสินค้า",
                        "must be a class of goods in kebab case")
                .orThrow();
    }
}
