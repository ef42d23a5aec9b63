package org.namjai.platform.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.namjai.platform.account.Posting.Posted;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.account.Posting.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The only place where money moves. */
@Service
public class Books {
    /** The most orders that one call may post. */
    public static final int MAX_ORDERS = 1_000;

    private final BooksStore store;

    Books(BooksStore store) {
        this.store = store;
    }

    /** Makes the account when it is not there. */
    @Transactional
    public void open(AccountRef account) {
        store.open(account);
    }

    /**
     * Moves all of the orders or nothing, in the caller's transaction or one of its own. An order whose key was posted
     * before with the same content moves nothing and gives its first transfer. Orders are served in their order, so the
     * earlier one gets the last satang.
     */
    @Transactional
    public Posting post(List<TransferOrder> orders) {
        Optional<Refused> malformed = OrderRules.check(orders);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        // Callers with a key in common wait for each other here; what they find afterwards is final.
        store.lockKeys(keys(orders));
        Map<String, PostedOrder> earlier = store.posted(keys(orders));
        for (TransferOrder order : orders) {
            PostedOrder first = earlier.get(order.key());
            if (first != null && !first.order().equals(order)) {
                return new Refused(Refusal.KEY_REUSED, order.key());
            }
        }
        List<TransferOrder> fresh = orders.stream()
                .filter(order -> !earlier.containsKey(order.key()))
                .toList();
        LockedAccounts accounts = store.lockAccounts(names(fresh));
        for (TransferOrder order : fresh) {
            Optional<Refusal> refusal = accounts.move(order);
            if (refusal.isPresent()) {
                return new Refused(refusal.get(), order.key());
            }
        }
        Map<String, Transfer> written = store.write(fresh, accounts);
        return new Posted(orders.stream()
                .map(order -> {
                    PostedOrder first = earlier.get(order.key());
                    return first == null ? written.get(order.key()) : first.transfer();
                })
                .toList());
    }

    /** Credits minus debits, in satang; none when there is no such account. */
    public Optional<Long> balance(AccountRef account) {
        return store.balance(account);
    }

    private static Set<String> keys(List<TransferOrder> orders) {
        return orders.stream().map(TransferOrder::key).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(List<TransferOrder> orders) {
        var names = new TreeSet<String>();
        for (TransferOrder order : orders) {
            names.add(order.debit().name());
            names.add(order.credit().name());
        }
        return names;
    }
}
