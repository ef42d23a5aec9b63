package org.namjai.platform.payment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Decision;
import org.namjai.platform.account.GroupPosting;
import org.namjai.platform.account.GroupPosting.Poster;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.payment.PaymentStore.Stored;
import org.springframework.stereotype.Component;

/**
 * Decides the payments that wait, in one transaction: what is known of them, the rules, the books, and what is written
 * about them, each with a statement for each table, however many they are.
 */
@Component
class PaymentGroup implements GroupPosting.Work<PaymentOrder, Optional<Authorisation>> {
    private final PaymentStore store;
    private final Wallets wallets;
    private final Merchants merchants;
    private final PaymentJudge judge;
    private final Books books;
    private final SpendingUse use;

    PaymentGroup(
            PaymentStore store,
            Wallets wallets,
            Merchants merchants,
            PaymentJudge judge,
            Books books,
            SpendingUse use) {
        this.store = store;
        this.wallets = wallets;
        this.merchants = merchants;
        this.judge = judge;
        this.books = books;
        this.use = use;
    }

    /** None for a merchant's first sale in the programme: its account must be opened first. */
    @Override
    public List<Optional<Authorisation>> of(List<PaymentOrder> orders, Poster poster) {
        Map<PaymentOrder, Known> known = Known.of(orders, store, wallets, merchants);
        var judged = new ArrayList<Purchase>(known.size());
        known.forEach((order, facts) -> {
            if (facts.first() == null) judged.add(judge.judge(order, facts));
        });
        Map<PaymentOrder, Stored> decided = decide(completeRefused(judged), poster);
        return orders.stream().map(order -> answer(order, known, decided)).toList();
    }

    private static Optional<Authorisation> answer(
            PaymentOrder order, Map<PaymentOrder, Known> known, Map<PaymentOrder, Stored> decided) {
        Stored first = Objects.requireNonNull(known.get(order)).first();
        if (first != null) return Optional.of(repeated(order, first));
        return Optional.ofNullable(decided.get(order))
                .map(payment -> new Authorisation.Decided(order.id(), payment.refusals()));
    }

    private static Authorisation repeated(PaymentOrder order, Stored first) {
        if (!first.order().participant().equals(order.participant())) return new Authorisation.IdTaken();
        return first.order().equals(order)
                ? new Authorisation.Decided(order.id(), first.refusals())
                : new Authorisation.KeyReused();
    }

    /** The books decide when all else is well; here the balance only completes the list of reasons. */
    private List<Purchase> completeRefused(List<Purchase> judged) {
        List<AccountRef> doubtful = judged.stream()
                .filter(Purchase::isDoubtful)
                .map(Purchase::wallet)
                .toList();
        if (doubtful.isEmpty()) return judged;
        Map<AccountRef, Long> balances = books.balances(doubtful);
        return judged.stream()
                .map(purchase -> purchase.isDoubtful()
                        ? purchase.notCoveredBy(balances.getOrDefault(purchase.wallet(), 0L))
                        : purchase)
                .toList();
    }

    private Map<PaymentOrder, Stored> decide(List<Purchase> judged, Poster poster) {
        var decided = new LinkedHashMap<PaymentOrder, Stored>();
        poster.post(judged.stream().map(Purchase::transfers).toList(), decisions -> keep(judged, decisions, decided));
        return decided;
    }

    private void keep(List<Purchase> judged, List<Decision> decisions, Map<PaymentOrder, Stored> decided) {
        var paid = new ArrayList<Purchase>();
        for (int i = 0; i < judged.size(); i++) {
            Purchase purchase = judged.get(i);
            if (isFirstSale(decisions.get(i))) continue;
            Stored payment = purchase.decidedBy(decisions.get(i));
            decided.put(payment.order(), payment);
            if (payment.refusals().isEmpty()) paid.add(purchase);
        }
        store.write(decided.values());
        use.count(paid);
    }

    private static boolean isFirstSale(Decision decision) {
        return decision.fold(moves -> false, refusal -> refusal == Refusal.UNKNOWN_ACCOUNT);
    }
}
