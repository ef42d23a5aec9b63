package org.namjai.platform.account;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.account.Posting.Refused;

/** What can be said of orders without looking into the books. */
final class OrderRules {
    private OrderRules() {}

    static Optional<Refused> check(List<TransferOrder> orders) {
        if (orders.size() > Books.MAX_ORDERS) {
            return Optional.of(new Refused(Refusal.TOO_MANY, ""));
        }
        var keys = new HashSet<String>();
        for (TransferOrder order : orders) {
            Optional<Refusal> refusal = keys.add(order.key()) ? check(order) : Optional.of(Refusal.KEY_REUSED);
            if (refusal.isPresent()) {
                return Optional.of(new Refused(refusal.get(), order.key()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> check(TransferOrder order) {
        if (order.key().isEmpty() || order.key().length() > TransferOrder.MAX_KEY_LENGTH) {
            return Optional.of(Refusal.KEY_TOO_LONG);
        }
        if (order.amountSatang() <= 0) {
            return Optional.of(Refusal.AMOUNT_NOT_POSITIVE);
        }
        if (order.debit().equals(order.credit())) {
            return Optional.of(Refusal.SAME_ACCOUNT);
        }
        return fits(order) ? Optional.empty() : Optional.of(Refusal.ACCOUNTS_DO_NOT_FIT);
    }

    private static boolean fits(TransferOrder order) {
        boolean kinds = order.debit().kind() == order.kind().debit()
                && order.credit().kind() == order.kind().credit();
        boolean programme = order.debit().programme().equals(order.credit().programme());
        boolean chained = order.participant() != null || order.kind() == TransferKind.APPROPRIATE;
        return kinds
                && programme
                && chained
                && ofParticipant(order, order.debit())
                && ofParticipant(order, order.credit());
    }

    /** An account held at a participant moves only on that participant's chain. */
    private static boolean ofParticipant(TransferOrder order, AccountRef account) {
        return account.participant() == null || account.participant().equals(order.participant());
    }
}
