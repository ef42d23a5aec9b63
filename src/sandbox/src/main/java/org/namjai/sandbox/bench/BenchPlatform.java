package org.namjai.sandbox.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
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

/**
 * The platform's books, participants and ledger as they are wired in it, without its web and engine. Database, node and
 * keys come from the same environment variables as the platform's.
 */
final class BenchPlatform implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private BenchPlatform(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static BenchPlatform withoutPublisher() {
        return start("namjai.ledger.enabled=false");
    }

    /** Begins to publish at once. */
    static BenchPlatform publishing(int pageSize, int chainsAtOnce) {
        return start(
                "namjai.ledger.page-size=" + pageSize,
                "namjai.ledger.page-age=1ms",
                "namjai.ledger.poll=100ms",
                "namjai.ledger.chains-at-once=" + chainsAtOnce);
    }

    private static BenchPlatform start(String... properties) {
        return new BenchPlatform(new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(
                        "spring.config.name=ledger-bench",
                        "logging.level.root=error",
                        "spring.flyway.out-of-order=true",
                        "spring.datasource.hikari.maximum-pool-size=50")
                .properties(properties)
                .run());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = {
                "org.namjai.platform.account",
                "org.namjai.platform.participant",
                "org.namjai.platform.ledger"
            },
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.web\\..*"))
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    static class Parts {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
