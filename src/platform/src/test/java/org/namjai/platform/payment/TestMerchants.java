package org.namjai.platform.payment;

import java.util.List;
import java.util.UUID;
import org.namjai.platform.shared.ParticipantId;

/** Made shops. */
public final class TestMerchants {
    private TestMerchants() {}

    /** A small one that sells food and general goods and is in no tax system. */
    public static Merchant shop(UUID id, ParticipantId participant, String district) {
        return new Merchant(
                id, participant, "ร้านข้าวแกง", "small-shop", district, List.of("food", "general"), Tax.NONE, true);
    }
}
