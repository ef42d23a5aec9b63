package org.namjai.platform.payment;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.GroupPosting;
import org.namjai.platform.account.GroupPostings;
import org.namjai.platform.shared.GroupCommit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {
    private static final GroupCommit.Size FIRST_SALES = new GroupCommit.Size(1, 4_096, 256);

    @Bean
    GroupPosting<PaymentOrder, Optional<Authorisation>> purchases(GroupPostings groups, PaymentGroup group) {
        return groups.open("purchases", group);
    }

    /** Opens the accounts of merchants that sell in a programme for the first time. */
    @Bean
    GroupCommit<AccountRef, AccountRef> firstSales(
            Books books, PlatformTransactionManager transactions, MeterRegistry meters) {
        return new GroupCommit<>(
                "first-sales",
                FIRST_SALES,
                new TransactionTemplate(transactions),
                (accounts, again) -> {
                    books.open(accounts);
                    return accounts;
                },
                meters);
    }
}
