package org.namjai.bank.merchant;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The ids of a shop's accounts, which the state and the bank make alike. */
public final class ShopAccounts {
    private ShopAccounts() {}

    /** Of the wallet from which the shop spends in a programme: the name-based UUID (RFC 9562, version 3) of both. */
    public static UUID wallet(String programme, UUID merchant) {
        return named(programme + "/" + merchant);
    }

    /** Of the account on which cash arrives; this bank's own matter. */
    public static UUID deposit(UUID merchant) {
        return named("deposit/" + merchant);
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
