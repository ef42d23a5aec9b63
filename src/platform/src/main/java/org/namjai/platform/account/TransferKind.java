package org.namjai.platform.account;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why money moves, and between which kinds of account. Debit: money leaves; credit: money arrives.
 *
 * <p>{@link #DISBURSE} is pending: its money waits on the clearing account until {@link #CONFIRM} or {@link #CANCEL}
 * names it, once and with its whole amount. {@link #REVERSE} names a purchase; all reversals together never pass it.
 *
 * <p>{@link #SETTLE} stands on the payer's participant's chain and pays the merchant's participant, whose own chain goes on
 * with {@link #RECEIVE}, into the merchant's wallet, or {@link #CASHOUT}, out of the scheme. Back to the budget, {@link #RELEASE} takes what was never paid out, {@link #RETURN} what was paid out and not spent.
 */
public enum TransferKind {
    APPROPRIATE(Set.of(AccountKind.APPROPRIATION), Set.of(AccountKind.BUDGET), null),
    COMMIT(Set.of(AccountKind.BUDGET), Set.of(AccountKind.ENTITLEMENT), null),
    DISBURSE(Set.of(AccountKind.ENTITLEMENT), Set.of(AccountKind.CLEARING), null),
    CONFIRM(Set.of(AccountKind.CLEARING), Set.of(AccountKind.WALLET, AccountKind.PAID), DISBURSE),
    CANCEL(Set.of(AccountKind.CLEARING), Set.of(AccountKind.ENTITLEMENT), DISBURSE),
    PURCHASE(Set.of(AccountKind.WALLET), Set.of(AccountKind.MERCHANT), null),
    REVERSE(Set.of(AccountKind.MERCHANT), Set.of(AccountKind.WALLET), PURCHASE),
    SETTLE(Set.of(AccountKind.MERCHANT), Set.of(AccountKind.SETTLEMENT), null),
    RECEIVE(Set.of(AccountKind.SETTLEMENT), Set.of(AccountKind.WALLET), null),
    CASHOUT(Set.of(AccountKind.SETTLEMENT), Set.of(AccountKind.PAID), null),
    RELEASE(Set.of(AccountKind.ENTITLEMENT), Set.of(AccountKind.BUDGET), null),
    RETURN(Set.of(AccountKind.WALLET), Set.of(AccountKind.BUDGET), null);

    private final Set<AccountKind> debits;
    private final Set<AccountKind> credits;
    private final @Nullable TransferKind original;
    private final String code = name().toLowerCase(Locale.ROOT);

    TransferKind(Set<AccountKind> debits, Set<AccountKind> credits, @Nullable TransferKind original) {
        this.debits = debits;
        this.credits = credits;
        this.original = original;
    }

    boolean joins(AccountKind debit, AccountKind credit) {
        return debits.contains(debit) && credits.contains(credit);
    }

    /** The kind of transfer that one of this kind must name; none for most. */
    @Nullable
    TransferKind original() {
        return original;
    }

    /** Whether it ends a pending transfer. */
    boolean resolves() {
        return original == DISBURSE;
    }

    public String code() {
        return code;
    }

    public static TransferKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
