package org.namjai.sandbox.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.BooksProof;
import org.namjai.platform.account.GroupPosting;
import org.namjai.platform.account.GroupPostings;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.Statements;
import org.namjai.platform.account.TransferOrder;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** The platform's own books on one database. */
final class BenchBooks implements AutoCloseable {
    private final ConfigurableApplicationContext platform;
    private final Books books;
    private final GroupPosting<TransferOrder, Posting> group;

    private BenchBooks(ConfigurableApplicationContext platform) {
        this.platform = platform;
        this.books = platform.getBean(Books.class);
        // What causes a transfer is written by its own module (`bench payments`); here the books are alone.
        this.group = platform.getBean(GroupPostings.class)
                .open(
                        "bench",
                        (orders, poster) ->
                                poster.post(orders.stream().map(List::of).toList(), decided -> {}));
    }

    static BenchBooks on(String jdbcUrl, String user) {
        return new BenchBooks(new SpringApplicationBuilder(Account.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(
                        "spring.config.name=books-bench",
                        "logging.level.root=error",
                        "spring.datasource.url=" + jdbcUrl,
                        "spring.datasource.username=" + user,
                        "spring.datasource.hikari.maximum-pool-size=20")
                .run());
    }

    /** The books' module and what it needs of Spring Boot. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = "org.namjai.platform.account",
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.web\\..*"))
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    static class Account {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    MadeBooks made() {
        return new MadeBooks(platform.getBean(DataSource.class), books);
    }

    /** Waits for the answer; it must be posted. */
    void submit(TransferOrder order) {
        group.submit(Objects.requireNonNull(order.participant()), order)
                .orElseThrow()
                .join()
                .orThrow();
    }

    void post(TransferOrder order) {
        books.post(List.of(order)).orThrow();
    }

    /** How many transfers were found right. */
    long prove() {
        BooksProof.Result result = platform.getBean(BooksProof.class).prove(step -> {});
        result.finding().ifPresent(finding -> {
            throw new IllegalStateException("the books are wrong after the load: " + finding);
        });
        return result.transfers();
    }

    long entries(UUID account) {
        return statements().page(account, null, 1).orElseThrow().lines().get(0).entry();
    }

    void statement(UUID account, long before, int lines) {
        if (statements().page(account, before, lines).orElseThrow().lines().isEmpty()) {
            throw new IllegalStateException("an empty page");
        }
    }

    private Statements statements() {
        return platform.getBean(Statements.class);
    }

    @Override
    public void close() {
        group.close();
        platform.close();
    }
}
