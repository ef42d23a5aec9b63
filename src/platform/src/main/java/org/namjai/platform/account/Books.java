package org.namjai.platform.account;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.namjai.platform.account.Posting.Posted;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.account.Posting.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The only place where money moves. */
@Service
public class Books {
    /** The most orders that one call may post. */
    public static final int MAX_ORDERS = 1_000;

    private final BooksStore store;
    private final TransactionTemplate nested;

    Books(BooksStore store, PlatformTransactionManager transactions) {
        this.store = store;
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Makes the account, in baht, when it is not there. */
    @Transactional
    public void open(AccountRef account) {
        open(List.of(account));
    }

    /** Makes those of the accounts that are not there. */
    @Transactional
    public void open(List<AccountRef> accounts) {
        store.open(accounts, TransferOrder.BAHT);
    }

    /**
     * Moves all of the orders or nothing, in the caller's transaction or one of its own. An order whose key was posted
     * before with the same content moves nothing and gives its first transfer. Orders are served in their order, so the
     * earlier one gets the last satang.
     */
    public Posting post(List<TransferOrder> orders) {
        return postEach(List.of(orders)).get(0);
    }

    /**
     * Like {@link #post} for many lists at once: each list is moved whole or not at all, and a refused one leaves the
     * others alone. One transaction, answers in the lists' order.
     */
    public List<Posting> postEach(List<List<TransferOrder>> postings) {
        if (postings.stream().mapToInt(List::size).sum() > MAX_ORDERS) {
            return refuseAll(postings, Refusal.TOO_MANY);
        }
        try {
            return inTransaction(postings);
        } catch (KeyTakenException e) {
            return inTransaction(postings);
        }
    }

    private List<Posting> inTransaction(List<List<TransferOrder>> postings) {
        return Objects.requireNonNull(nested.execute(status -> {
            List<Posting> answers = number(decide(postings, MAX_ORDERS, true));
            if (answers.stream().allMatch(Refused.class::isInstance)) {
                // Nothing moved: let go of the accounts, which the caller's transaction might lock in another order.
                status.setRollbackOnly();
            }
            return answers;
        }));
    }

    /**
     * Lists of orders and what becomes of them.
     *
     * @param refused why a list does not move; none when it does
     */
    record Decided(List<List<TransferOrder>> postings, List<Optional<Refused>> refused, Draft draft) {
        /** In the lists' order. */
        List<Decision> decisions() {
            return each(
                    refusal -> new Decision.Refused(refusal.refusal()),
                    orders -> new Decision.Moves(orders.stream()
                            .map(order -> draft.leftSatang(order.key()))
                            .toList()));
        }

        private List<Posting> postings(Map<String, Transfer> written) {
            return each(
                    refusal -> refusal,
                    orders -> new Posted(orders.stream()
                            .map(order -> draft.earlier(order.key()).orElseGet(() -> written.get(order.key())))
                            .toList()));
        }

        private <T> List<T> each(Function<Refused, T> refused, Function<List<TransferOrder>, T> moved) {
            return IntStream.range(0, postings.size())
                    .mapToObj(i -> this.refused.get(i).map(refused).orElseGet(() -> moved.apply(postings.get(i))))
                    .toList();
        }
    }

    /**
     * Decides each list as {@link #postEach} does and writes the balances, in the transaction that is there, which then
     * calls {@link #number} or is rolled back.
     *
     * @param longest a list of more orders is refused
     * @param repeats false when no order is thought to have been posted before, which spares a look-up; a
     *     {@link KeyTakenException} of {@link #number} says that one was
     */
    Decided decide(List<List<TransferOrder>> postings, int longest, boolean repeats) {
        List<Optional<Refused>> malformed = postings.stream()
                .map(orders -> orders.size() > longest
                        ? Optional.of(new Refused(Refusal.TOO_MANY, ""))
                        : OrderRules.check(orders))
                .toList();
        List<TransferOrder> orders = IntStream.range(0, postings.size())
                .filter(i -> malformed.get(i).isEmpty())
                .boxed()
                .flatMap(i -> postings.get(i).stream())
                .toList();
        Draft draft = store.draft(orders, repeats);
        List<Optional<Refused>> refused = IntStream.range(0, postings.size())
                .mapToObj(i -> malformed.get(i).or(() -> draft.move(postings.get(i))))
                .toList();
        if (!repeats && isAnyRefusedRepeated(postings, malformed, refused)) return decide(postings, longest, true);
        store.writeBalances(draft);
        return new Decided(postings, refused, draft);
    }

    /** Gives the transfers their numbers, for which all transactions of a participant wait in turn, and writes them. */
    List<Posting> number(Decided decided) {
        return decided.postings(store.writeTransfers(decided.draft()));
    }

    /** What is refused now may have been posted before. */
    private boolean isAnyRefusedRepeated(
            List<List<TransferOrder>> postings, List<Optional<Refused>> malformed, List<Optional<Refused>> refused) {
        List<TransferOrder> doubtful = IntStream.range(0, postings.size())
                .filter(i -> malformed.get(i).isEmpty() && refused.get(i).isPresent())
                .boxed()
                .flatMap(i -> postings.get(i).stream())
                .toList();
        return !doubtful.isEmpty() && store.isAnyPosted(doubtful);
    }

    private static List<Posting> refuseAll(List<List<TransferOrder>> postings, Refusal refusal) {
        return postings.stream()
                .<Posting>map(orders -> new Refused(refusal, ""))
                .toList();
    }

    /** Credits minus debits, in satang; none when there is no such account. */
    public Optional<Long> balance(AccountRef account) {
        return store.balance(account);
    }

    /** As {@link #balance}, of those of the accounts that are there. */
    public Map<AccountRef, Long> balances(List<AccountRef> accounts) {
        return store.balances(accounts);
    }
}
