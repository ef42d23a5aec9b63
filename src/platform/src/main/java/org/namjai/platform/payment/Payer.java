package org.namjai.platform.payment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who pays.
 *
 * @param district DOPA code of the person's registered address; a shop's is the register's
 * @param shop none when a person pays
 */
record Payer(String district, @Nullable UUID shop) {
    private static final int PERSON_TO_SHOP = 1;
    private static final int SHOP_TO_SHOP = 2;

    int round() {
        return shop == null ? PERSON_TO_SHOP : SHOP_TO_SHOP;
    }
}
