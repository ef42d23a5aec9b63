package org.namjai.platform.participant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways by which a participant can reach a payee; it registers with those that it serves. */
public enum Channel {
    /** An account at the participant, by its number. */
    BANK_ACCOUNT,
    /** Whatever account is linked to the person's citizen id. */
    PROMPTPAY_NATIONAL_ID,
    /** Whatever account is linked to the person's mobile number. */
    PROMPTPAY_MOBILE,
    E_WALLET,
    CARD_WALLET;

    /** As the API, the decision tables and the database spell it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Channel> find(String code) {
        return Arrays.stream(values())
                .filter(channel -> channel.code().equals(code))
                .findFirst();
    }
}
