package org.namjai.platform.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.account.Posting.Refused;

/**
 * What one database transaction is going to write, decided in memory on rows that it has locked: orders are served one
 * after the other, so the earlier one gets the last satang.
 */
final class Draft {
    private final Map<UUID, Account> accounts = new HashMap<>();
    private final Map<String, PostedOrder> posted = new HashMap<>();
    private final Map<String, Aftermath> aftermaths = new HashMap<>();
    private final Map<String, Move> moves = new LinkedHashMap<>();

    /** A locked account with the balance and the number of entries that it will have. */
    static final class Account {
        /** Where its row stands (PostgreSQL's ctid): it can't move while it is locked. */
        final String place;

        final UUID id;
        final String currency;
        private final boolean mayGoBelowZero;
        private long balanceSatang;
        private long entries;
        private boolean moved;

        Account(String place, UUID id, AccountKind kind, String currency, long balanceSatang, long entries) {
            this.place = place;
            this.id = id;
            this.currency = currency;
            this.mayGoBelowZero = kind.mayGoBelowZero();
            this.balanceSatang = balanceSatang;
            this.entries = entries;
        }

        long balanceSatang() {
            return balanceSatang;
        }

        long entries() {
            return entries;
        }

        private void add(long satang) {
            balanceSatang += satang;
            entries++;
            moved = true;
        }

        private void takeBack(long satang) {
            balanceSatang -= satang;
            entries--;
        }
    }

    /**
     * What came after a transfer.
     *
     * @param resolved whether it was confirmed or cancelled
     * @param reversedSatang how much of it was reversed
     */
    record Aftermath(boolean resolved, long reversedSatang) {
        static final Aftermath NONE = new Aftermath(false, 0);

        Aftermath and(TransferOrder order) {
            return order.kind().resolves()
                    ? new Aftermath(true, reversedSatang)
                    : new Aftermath(resolved, reversedSatang + order.amountSatang());
        }
    }

    /** An order that moves money, with the place and the balance that it makes on both accounts. */
    record Move(
            TransferOrder order,
            UUID debit,
            long debitEntry,
            long debitBalanceSatang,
            UUID credit,
            long creditEntry,
            long creditBalanceSatang) {}

    void add(Account account) {
        accounts.put(account.id, account);
    }

    void add(PostedOrder earlier) {
        posted.put(earlier.order().key(), earlier);
    }

    void add(String original, Aftermath aftermath) {
        aftermaths.put(original, aftermath);
    }

    /** Moves all of the orders that were not moved before, or says why not and moves none. */
    Optional<Refused> move(List<TransferOrder> orders) {
        var done = new ArrayList<Move>(orders.size());
        for (TransferOrder order : orders) {
            TransferOrder first = first(order.key());
            Refusal refusal = first == null ? move(order, done) : first.equals(order) ? null : Refusal.KEY_REUSED;
            if (refusal != null) {
                for (int i = done.size() - 1; i >= 0; i--) {
                    takeBack(done.get(i));
                }
                return Optional.of(new Refused(refusal, order.key()));
            }
        }
        return Optional.empty();
    }

    private @Nullable Refusal move(TransferOrder order, List<Move> done) {
        Account debit = accounts.get(order.debit().id());
        Account credit = accounts.get(order.credit().id());
        if (debit == null || credit == null) {
            return Refusal.UNKNOWN_ACCOUNT;
        }
        if (!debit.currency.equals(order.currency()) || !credit.currency.equals(order.currency())) {
            return Refusal.WRONG_CURRENCY;
        }
        Refusal refusal = againstOriginal(order);
        if (refusal != null) {
            return refusal;
        }
        long amount = order.amountSatang();
        if (!debit.mayGoBelowZero && debit.balanceSatang < amount) {
            return Refusal.INSUFFICIENT_BALANCE;
        }
        if (credit.balanceSatang > Long.MAX_VALUE - amount || debit.balanceSatang < Long.MIN_VALUE + amount) {
            return Refusal.OVERFLOW;
        }
        debit.add(-amount);
        credit.add(amount);
        var move = new Move(
                order, debit.id, debit.entries, debit.balanceSatang, credit.id, credit.entries, credit.balanceSatang);
        moves.put(order.key(), move);
        done.add(move);
        if (order.original() != null) {
            aftermaths.put(order.original(), aftermath(order.original()).and(order));
        }
        return null;
    }

    private @Nullable Refusal againstOriginal(TransferOrder order) {
        if (order.original() == null) {
            return null;
        }
        TransferOrder original = first(order.original());
        if (original == null || !follows(order, original)) {
            return Refusal.ORIGINAL_UNKNOWN;
        }
        Aftermath aftermath = aftermath(order.original());
        if (order.kind().resolves()) {
            if (aftermath.resolved()) {
                return Refusal.ORIGINAL_RESOLVED;
            }
            return order.amountSatang() == original.amountSatang() ? null : Refusal.ORIGINAL_AMOUNT_DIFFERS;
        }
        return order.amountSatang() <= original.amountSatang() - aftermath.reversedSatang()
                ? null
                : Refusal.ORIGINAL_EXCEEDED;
    }

    /** A confirmation goes on from where the money waits; a cancellation or reversal goes back where it came from. */
    private static boolean follows(TransferOrder order, TransferOrder original) {
        return original.kind() == order.kind().original()
                && order.debit().equals(original.credit())
                && (order.kind() == TransferKind.CONFIRM || order.credit().equals(original.debit()))
                && Objects.equals(order.participant(), original.participant());
    }

    private void takeBack(Move move) {
        TransferOrder order = move.order();
        moves.remove(order.key());
        Objects.requireNonNull(accounts.get(move.debit())).takeBack(-order.amountSatang());
        Objects.requireNonNull(accounts.get(move.credit())).takeBack(order.amountSatang());
        if (order.original() != null) {
            Aftermath after = aftermath(order.original());
            aftermaths.put(
                    order.original(),
                    order.kind().resolves()
                            ? new Aftermath(false, after.reversedSatang())
                            : new Aftermath(after.resolved(), after.reversedSatang() - order.amountSatang()));
        }
    }

    private @Nullable TransferOrder first(String key) {
        Move move = moves.get(key);
        if (move != null) {
            return move.order();
        }
        PostedOrder earlier = posted.get(key);
        return earlier == null ? null : earlier.order();
    }

    private Aftermath aftermath(String original) {
        return aftermaths.getOrDefault(original, Aftermath.NONE);
    }

    /** The transfer that the key made before this transaction. */
    Optional<Transfer> earlier(String key) {
        return Optional.ofNullable(posted.get(key)).map(PostedOrder::transfer);
    }

    /** What the account that gives holds after the key's transfer. */
    long leftSatang(String key) {
        Move move = moves.get(key);
        return move == null ? earlier(key).orElseThrow().leftSatang() : move.debitBalanceSatang();
    }

    Collection<Move> moves() {
        return moves.values();
    }

    List<Account> movedAccounts() {
        return accounts.values().stream().filter(account -> account.moved).toList();
    }
}
