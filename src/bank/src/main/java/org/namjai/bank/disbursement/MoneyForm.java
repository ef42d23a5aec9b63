package org.namjai.bank.disbursement;

import java.util.Locale;

/** As what the customer gets the money. */
enum MoneyForm {
    /** In a wallet, spent under the programme's rules only. */
    WALLET("wallet"),
    /** On the customer's own account. */
    ACCOUNT("cash");

    private final String kind;

    MoneyForm(String kind) {
        this.kind = kind;
    }

    /** As a single instruction's JSON spells it. */
    String kind() {
        return kind;
    }

    static MoneyForm ofKind(String kind) {
        return kind.toLowerCase(Locale.ROOT).equals(WALLET.kind) ? WALLET : ACCOUNT;
    }
}
