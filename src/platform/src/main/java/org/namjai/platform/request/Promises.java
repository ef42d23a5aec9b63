package org.namjai.platform.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.TransferOrder;

/**
 * What a batch takes out of budgets: decided in memory, in the batch's order, on the balances that stand now, and posted
 * together at the end of the batch. So a budget is locked for a moment and not for as long as processes run.
 */
final class Promises {
    private final Map<AccountRef, Long> leftSatang = new HashMap<>();
    private final List<TransferOrder> orders = new ArrayList<>();

    /** Whether the budget holds the amount, after all that was promised before. */
    boolean take(TransferOrder order, ToLongFunction<AccountRef> balance) {
        long left = leftSatang.computeIfAbsent(order.debit(), balance::applyAsLong);
        if (left < order.amountSatang()) {
            return false;
        }
        leftSatang.put(order.debit(), left - order.amountSatang());
        orders.add(order);
        return true;
    }

    List<TransferOrder> orders() {
        return orders;
    }
}
