package org.namjai.platform.disbursement;

import java.util.Locale;

/** As what the payee gets the money. */
public enum MoneyForm {
    /** Spent under the programme's rules only. */
    WALLET,
    CASH;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static MoneyForm of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
