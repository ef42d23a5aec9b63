package org.namjai.platform.account;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.namjai.platform.account.Posting.Refusal;

/** Accounts whose rows the transaction holds, with the balances they will have; nothing is written here. */
final class LockedAccounts {
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<String, Long> balances = new HashMap<>();

    void add(String name, long id, long balanceSatang) {
        ids.put(name, id);
        balances.put(name, balanceSatang);
    }

    /** Moves the order's amount, or says why not and leaves both balances as they are. */
    Optional<Refusal> move(TransferOrder order) {
        Long debit = balances.get(order.debit().name());
        Long credit = balances.get(order.credit().name());
        if (debit == null || credit == null) {
            return Optional.of(Refusal.UNKNOWN_ACCOUNT);
        }
        if (!order.debit().kind().mayGoBelowZero() && debit < order.amountSatang()) {
            return Optional.of(Refusal.INSUFFICIENT_BALANCE);
        }
        long left;
        long arrived;
        try {
            left = Math.subtractExact(debit, order.amountSatang());
            arrived = Math.addExact(credit, order.amountSatang());
        } catch (ArithmeticException e) {
            return Optional.of(Refusal.OVERFLOW);
        }
        balances.put(order.debit().name(), left);
        balances.put(order.credit().name(), arrived);
        return Optional.empty();
    }

    long id(AccountRef account) {
        Long id = ids.get(account.name());
        if (id == null) {
            throw new IllegalStateException("not locked: " + account);
        }
        return id;
    }

    /** The new balances by account id. */
    Map<Long, Long> balancesById() {
        var byId = new HashMap<Long, Long>();
        balances.forEach((name, balance) -> byId.put(ids.get(name), balance));
        return byId;
    }
}
