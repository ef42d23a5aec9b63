package org.namjai.platform.account;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens group posting for a use case. */
@Component
@EnableConfigurationProperties(GroupPostingSettings.class)
public class GroupPostings {
    private final GroupPostingSettings settings;
    private final Books books;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;

    GroupPostings(
            GroupPostingSettings settings, Books books, PlatformTransactionManager transactions, MeterRegistry meters) {
        this.settings = settings;
        this.books = books;
        this.transaction = new TransactionTemplate(transactions);
        this.meters = meters;
    }

    /**
     * Whoever opens it closes it.
     *
     * @param name the use case, for threads and metrics
     */
    public <C, A> GroupPosting<C, A> open(String name, GroupPosting.Work<C, A> work) {
        return new GroupPosting<>(name, settings, books, transaction, work, meters);
    }
}
