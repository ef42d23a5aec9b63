package org.namjai.platform.payment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.namjai.platform.account.CauseWriter.Answered;
import org.namjai.platform.account.GroupPosting;
import org.namjai.platform.account.GroupPostings;
import org.namjai.platform.account.Posting;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {
    /** Purchases go to the books in groups, each beside its payment's row and the counters of its limits. */
    @Bean
    GroupPosting<Purchase> purchases(GroupPostings groups, PaymentStore store, SpendingUse use) {
        return groups.open("purchases", group -> write(group, store, use));
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
