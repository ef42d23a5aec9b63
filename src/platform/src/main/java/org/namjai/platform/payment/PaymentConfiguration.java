package org.namjai.platform.payment;

import org.namjai.platform.account.CauseWriter.Answered;
import org.namjai.platform.account.GroupPosting;
import org.namjai.platform.account.GroupPostings;
import org.namjai.platform.account.Posting;
import org.namjai.platform.payment.PaymentStore.Stored;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {
    /** Purchases go to the books in groups, each beside its payment's row. */
    @Bean
    GroupPosting<Stored> purchases(GroupPostings groups, PaymentStore store) {
        return groups.open(
                "purchases",
                group -> store.write(group.stream()
                        .filter(PaymentConfiguration::isDecided)
                        .map(PaymentConfiguration::payment)
                        .toList()));
    }

    /** Other refusals than for lack of money say nothing about the payment. */
    private static boolean isDecided(Answered<Stored> answered) {
        return !(answered.posting() instanceof Posting.Refused refused)
                || refused.refusal() == Posting.Refusal.INSUFFICIENT_BALANCE;
    }

    private static Stored payment(Answered<Stored> answered) {
        return answered.cause().refused(Payments.refusals(answered.posting()));
    }
}
