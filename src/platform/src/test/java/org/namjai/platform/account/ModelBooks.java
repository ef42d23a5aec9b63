package org.namjai.platform.account;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.account.Posting.Refused;

/** What the books should do, in the plainest words: a list of transfers, looked through from its beginning each time. */
final class ModelBooks {
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final Map<TransferKind, Set<String>> WAYS = Map.ofEntries(
            Map.entry(TransferKind.APPROPRIATE, Set.of("appropriation>budget")),
            Map.entry(TransferKind.COMMIT, Set.of("budget>entitlement")),
            Map.entry(TransferKind.DISBURSE, Set.of("entitlement>clearing")),
            Map.entry(TransferKind.CONFIRM, Set.of("clearing>wallet", "clearing>paid")),
            Map.entry(TransferKind.CANCEL, Set.of("clearing>entitlement")),
            Map.entry(TransferKind.PURCHASE, Set.of("wallet>merchant")),
            Map.entry(TransferKind.REVERSE, Set.of("merchant>wallet")),
            Map.entry(TransferKind.SETTLE, Set.of("merchant>settlement")),
            Map.entry(TransferKind.RELEASE, Set.of("entitlement>budget")),
            Map.entry(TransferKind.RECEIVE, Set.of("settlement>wallet")),
            Map.entry(TransferKind.CASHOUT, Set.of("settlement>paid")),
            Map.entry(TransferKind.RETURN, Set.of("wallet>budget")));

    private final Map<AccountRef, String> currencies = new HashMap<>();
    private List<TransferOrder> transfers = new ArrayList<>();

    /** One movement of an account. */
    record Movement(String key, long satang, long balance) {}

    void open(AccountRef account, String currency) {
        currencies.put(account, currency);
    }

    /** Nothing when all are posted, as then the transfers are in the list. */
    @Nullable
    Refused post(List<TransferOrder> orders) {
        var keys = new HashSet<String>();
        for (TransferOrder order : orders) {
            Refusal refusal = keys.add(order.key()) ? malformed(order) : Refusal.KEY_REUSED;
            if (refusal != null) {
                return new Refused(refusal, order.key());
            }
        }
        List<TransferOrder> before = transfers;
        transfers = new ArrayList<>(before);
        for (TransferOrder order : orders) {
            Refusal refusal = post(order);
            if (refusal != null) {
                transfers = before;
                return new Refused(refusal, order.key());
            }
        }
        return null;
    }

    private static @Nullable Refusal malformed(TransferOrder order) {
        if (order.amountSatang() <= 0) {
            return Refusal.AMOUNT_NOT_POSITIVE;
        }
        if (order.debit().equals(order.credit())) {
            return Refusal.SAME_ACCOUNT;
        }
        String way = order.debit().kind().code() + ">" + order.credit().kind().code();
        boolean strange = isElsewhere(order, order.debit())
                || order.kind() != TransferKind.SETTLE && isElsewhere(order, order.credit());
        boolean unchained = order.participant() == null && order.kind() != TransferKind.APPROPRIATE;
        if (!WAYS.getOrDefault(order.kind(), Set.of()).contains(way) || strange || unchained) {
            return Refusal.ACCOUNTS_DO_NOT_FIT;
        }
        boolean follows = Set.of(TransferKind.CONFIRM, TransferKind.CANCEL, TransferKind.REVERSE)
                .contains(order.kind());
        return follows == (order.original() != null) ? null : Refusal.ORIGINAL_UNKNOWN;
    }

    private static boolean isElsewhere(TransferOrder order, AccountRef account) {
        return account.participant() != null && !account.participant().equals(order.participant());
    }

    private @Nullable Refusal post(TransferOrder order) {
        TransferOrder same = find(order.key());
        if (same != null) {
            return same.equals(order) ? null : Refusal.KEY_REUSED;
        }
        String debit = currencies.get(order.debit());
        String credit = currencies.get(order.credit());
        if (debit == null || credit == null) {
            return Refusal.UNKNOWN_ACCOUNT;
        }
        if (!debit.equals(order.currency()) || !credit.equals(order.currency())) {
            return Refusal.WRONG_CURRENCY;
        }
        Refusal refusal = order.original() == null ? null : against(order, find(order.original()));
        if (refusal != null) {
            return refusal;
        }
        BigInteger amount = BigInteger.valueOf(order.amountSatang());
        BigInteger left = balance(order.debit()).subtract(amount);
        if (left.signum() < 0 && order.debit().kind() != AccountKind.APPROPRIATION) {
            return Refusal.INSUFFICIENT_BALANCE;
        }
        if (left.compareTo(LEAST) < 0 || balance(order.credit()).add(amount).compareTo(MOST) > 0) {
            return Refusal.OVERFLOW;
        }
        transfers.add(order);
        return null;
    }

    private @Nullable Refusal against(TransferOrder order, @Nullable TransferOrder original) {
        if (original == null || !fitsBehind(order, original)) {
            return Refusal.ORIGINAL_UNKNOWN;
        }
        List<TransferOrder> followers = transfers.stream()
                .filter(transfer -> original.key().equals(transfer.original()))
                .toList();
        if (order.kind() == TransferKind.REVERSE) {
            long reversed =
                    followers.stream().mapToLong(TransferOrder::amountSatang).sum();
            return order.amountSatang() > original.amountSatang() - reversed ? Refusal.ORIGINAL_EXCEEDED : null;
        }
        if (!followers.isEmpty()) {
            return Refusal.ORIGINAL_RESOLVED;
        }
        return order.amountSatang() == original.amountSatang() ? null : Refusal.ORIGINAL_AMOUNT_DIFFERS;
    }

    private static boolean fitsBehind(TransferOrder order, TransferOrder original) {
        boolean samePlace =
                order.debit().equals(original.credit()) && Objects.equals(order.participant(), original.participant());
        boolean back = order.credit().equals(original.debit());
        return switch (order.kind()) {
            case CONFIRM -> original.kind() == TransferKind.DISBURSE && samePlace;
            case CANCEL -> original.kind() == TransferKind.DISBURSE && samePlace && back;
            case REVERSE -> original.kind() == TransferKind.PURCHASE && samePlace && back;
            default -> throw new AssertionError(order);
        };
    }

    private @Nullable TransferOrder find(String key) {
        return transfers.stream()
                .filter(transfer -> transfer.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private BigInteger balance(AccountRef account) {
        return transfers.stream()
                .map(transfer -> BigInteger.valueOf(signed(transfer, account)))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static long signed(TransferOrder transfer, AccountRef account) {
        if (transfer.debit().equals(account)) {
            return -transfer.amountSatang();
        }
        return transfer.credit().equals(account) ? transfer.amountSatang() : 0;
    }

    /** The account's movements from its first, each with the balance after it. */
    List<Movement> history(AccountRef account) {
        var history = new ArrayList<Movement>();
        long balance = 0;
        for (TransferOrder transfer : transfers) {
            long satang = signed(transfer, account);
            if (satang != 0) {
                balance += satang;
                history.add(new Movement(transfer.key(), satang, balance));
            }
        }
        return history;
    }

    /** Its place in its chain, from 1. */
    long number(String key) {
        TransferOrder wanted = find(key);
        if (wanted == null) {
            throw new AssertionError("not posted: " + key);
        }
        long number = 0;
        for (TransferOrder transfer : transfers) {
            if (Objects.equals(transfer.participant(), wanted.participant())) {
                number++;
            }
            if (transfer.equals(wanted)) {
                return number;
            }
        }
        throw new AssertionError(key);
    }

    List<TransferOrder> posted(TransferKind kind) {
        return transfers.stream().filter(transfer -> transfer.kind() == kind).toList();
    }

    Set<AccountRef> accounts() {
        return currencies.keySet();
    }

    int size() {
        return transfers.size();
    }
}
