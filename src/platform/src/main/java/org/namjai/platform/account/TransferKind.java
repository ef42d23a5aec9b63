package org.namjai.platform.account;

import java.util.Locale;

/** Why money moves, and between which kinds of account. Debit: money leaves; credit: money arrives. */
public enum TransferKind {
    APPROPRIATE(AccountKind.APPROPRIATION, AccountKind.BUDGET),
    COMMIT(AccountKind.BUDGET, AccountKind.ENTITLEMENT),
    DISBURSE(AccountKind.ENTITLEMENT, AccountKind.CLEARING),
    CONFIRM(AccountKind.CLEARING, AccountKind.WALLET),
    CANCEL(AccountKind.CLEARING, AccountKind.ENTITLEMENT),
    PURCHASE(AccountKind.WALLET, AccountKind.MERCHANT);

    private final AccountKind debit;
    private final AccountKind credit;

    TransferKind(AccountKind debit, AccountKind credit) {
        this.debit = debit;
        this.credit = credit;
    }

    public AccountKind debit() {
        return debit;
    }

    public AccountKind credit() {
        return credit;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TransferKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
