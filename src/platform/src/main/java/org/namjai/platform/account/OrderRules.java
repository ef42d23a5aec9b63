package org.namjai.platform.account;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.account.Posting.Refused;

/** What can be said of orders without looking into the books. */
final class OrderRules {
    private OrderRules() {}

    /** The first order that can't be right, whatever the books hold. */
    static Optional<Refused> check(List<TransferOrder> orders) {
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
        if (order.key().chars().anyMatch(Character::isISOControl)) {
            return Optional.of(Refusal.KEY_NOT_PRINTABLE);
        }
        if (order.amountSatang() <= 0) {
            return Optional.of(Refusal.AMOUNT_NOT_POSITIVE);
        }
        if (order.debit().equals(order.credit())) {
            return Optional.of(Refusal.SAME_ACCOUNT);
        }
        if (!fits(order)) {
            return Optional.of(Refusal.ACCOUNTS_DO_NOT_FIT);
        }
        boolean namesOriginal = order.original() != null;
        boolean mustNameOriginal = order.kind().original() != null;
        return namesOriginal == mustNameOriginal ? Optional.empty() : Optional.of(Refusal.ORIGINAL_UNKNOWN);
    }

    private static boolean fits(TransferOrder order) {
        boolean kinds = order.kind().joins(order.debit().kind(), order.credit().kind());
        boolean programme = order.debit().programme().equals(order.credit().programme());
        boolean chained = order.participant() != null || order.kind() == TransferKind.APPROPRIATE;
        return kinds
                && programme
                && chained
                && ofParticipant(order, order.debit())
                && (order.kind() == TransferKind.SETTLE || ofParticipant(order, order.credit()));
    }

    /** An account held at a participant moves only on that participant's chain; but what it is settled comes from any. */
    private static boolean ofParticipant(TransferOrder order, AccountRef account) {
        return account.participant() == null || account.participant().equals(order.participant());
    }
}
