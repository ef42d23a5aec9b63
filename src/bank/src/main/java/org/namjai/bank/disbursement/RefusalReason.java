package org.namjai.bank.disbursement;

import java.util.Arrays;

/** Why an instruction is not credited: as this bank keeps it, as JSON answers say it, and as ISO 20022 does. */
enum RefusalReason {
    NO_SUCH_ACCOUNT("no-such-account", "no-such-account", "AC01"),
    ACCOUNT_CLOSED("account-closed", "account-closed", "AC04"),
    NOT_LINKED("not-linked", "not-linked", "BE06"),
    NAME_MISMATCH("name-mismatch", "name-mismatch", "BE01"),
    DECEASED("deceased", "not-open", "MD07");

    private final String code;
    private final String told;
    private final String iso;

    RefusalReason(String code, String told, String iso) {
        this.code = code;
        this.told = told;
        this.iso = iso;
    }

    String told() {
        return told;
    }

    String iso() {
        return iso;
    }

    static RefusalReason of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code.equals(code))
                .findFirst()
                .orElseThrow();
    }
}
