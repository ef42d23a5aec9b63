package org.namjai.platform.payment;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.namjai.platform.account.CauseWriter.Answered;
import org.namjai.platform.account.GroupPosting;
import org.namjai.platform.account.GroupPostings;
import org.namjai.platform.account.Posting;
import org.namjai.platform.payment.PaymentStore.Stored;
import org.namjai.platform.shared.GroupCommit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {
    private static final GroupCommit.Size SIZE = new GroupCommit.Size(1, 4_096, 256);

    /** Purchases go to the books in groups, each beside its payment's row and the counters of its limits. */
    @Bean
    GroupPosting<Purchase> purchases(GroupPostings groups, PaymentStore store, SpendingUse use) {
        return groups.open("purchases", group -> write(group, store, use));
    }

    /** What is known before a payment is judged is read for all who wait, with a statement for each table. */
    @Bean
    GroupCommit<PaymentOrder, Known> paymentLookUps(
            PaymentStore store,
            Wallets wallets,
            Merchants merchants,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        var reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        return new GroupCommit<>(
                "payments-known",
                SIZE,
                reading,
                (orders, again) -> Known.of(orders, store, wallets, merchants),
                meters);
    }

    /** What a rule refuses moves no money, and is kept in groups of its own. */
    @Bean
    GroupCommit<Stored, Stored> paymentRefusals(
            PaymentStore store, PlatformTransactionManager transactions, MeterRegistry meters) {
        return new GroupCommit<>(
                "payments-refused",
                SIZE,
                new TransactionTemplate(transactions),
                (refused, again) -> {
                    store.write(refused);
                    return refused;
                },
                meters);
    }

    private static void write(List<Answered<Purchase>> group, PaymentStore store, SpendingUse use) {
        List<Purchase> decided = group.stream()
                .filter(PaymentConfiguration::isDecided)
                .map(PaymentConfiguration::decided)
                .toList();
        Set<UUID> written = store.write(decided.stream().map(Purchase::payment).toList());
        Map<UUID, Purchase> paid = new LinkedHashMap<>();
        for (Purchase purchase : decided) {
            UUID id = purchase.payment().order().id();
            boolean counts =
                    written.contains(id) && purchase.payment().refusals().isEmpty();
            if (counts) paid.put(id, purchase);
        }
        use.count(paid.values());
    }

    /** Other refusals than for lack of money say nothing about the payment. */
    private static boolean isDecided(Answered<Purchase> answered) {
        return !(answered.posting() instanceof Posting.Refused refused)
                || refused.refusal() == Posting.Refusal.INSUFFICIENT_BALANCE;
    }

    private static Purchase decided(Answered<Purchase> answered) {
        Purchase purchase = answered.cause();
        return answered.posting()
                .fold(
                        posted -> purchase.paid(posted.transfers().get(0).leftSatang()),
                        refused -> purchase.refused(Payments.refusals(refused)));
    }
}
