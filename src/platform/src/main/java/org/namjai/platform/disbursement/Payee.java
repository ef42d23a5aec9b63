package org.namjai.platform.disbursement;

import java.util.UUID;
import org.namjai.platform.shared.CitizenId;

/** Who shall be paid where; stored sealed. */
record Payee(CitizenId citizenId, String account) {
    /** The id has 13 digits, the account is the rest. */
    String text() {
        return citizenId.digits() + account;
    }

    static Payee of(String text) {
        return new Payee(new CitizenId(text.substring(0, 13)), text.substring(13));
    }

    /** What it is sealed for. */
    static String context(UUID payout) {
        return "disbursement/" + payout;
    }

    @Override
    public String toString() {
        return "Payee[hidden]";
    }
}
