package org.namjai.sandbox.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.sql.DataSource;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.GroupPosting;
import org.namjai.platform.account.GroupPostings;
import org.namjai.platform.account.Posting.Posted;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
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
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** The platform's books, wired as in the platform, under load. Runs on the platform's class path, not the sandbox's. */
public final class BooksBench {
    private static final String UNIT = "transfers/s";
    private static final int HOT = 0;

    private final Options options;
    private final Server server;
    private final Figures figures = new Figures("books");
    private final Books books;
    private final GroupPosting<UUID> group;
    private final MadeBooks made;
    private final Reference reference;

    /** @param people wallets with money; entitlement accounts grow to fifty times as many */
    record Options(Path file, int port, int runs, int seconds, int people) {
        static Options of(String[] arguments) {
            return new Options(
                    Path.of(arguments[0]),
                    Integer.parseInt(arguments[1]),
                    Integer.parseInt(arguments[2]),
                    Integer.parseInt(arguments[3]),
                    Integer.parseInt(arguments[4]));
        }
    }

    private BooksBench(Options options, Server server, Reference reference, ConfigurableApplicationContext platform) {
        this.options = options;
        this.server = server;
        this.reference = reference;
        this.books = platform.getBean(Books.class);
        // The cause of a purchase is written by the payments (`bench payments`); here the books are alone.
        this.group = platform.getBean(GroupPostings.class).open("bench", causes -> {});
        this.made = new MadeBooks(platform.getBean(DataSource.class), books);
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        Server server = new Server(options.port());
        createDatabases(server);
        say("Making pgbench's tables");
        Reference reference = Reference.on(server);
        try (ConfigurableApplicationContext platform = platform(server)) {
            var bench = new BooksBench(options, server, reference, platform);
            try (bench.group) {
                bench.run();
            }
            bench.figures.write(options.file());
            System.out.println();
            System.out.print(bench.figures.table());
            System.out.println("Written to " + options.file());
        }
    }

    private static void createDatabases(Server server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), "")) {
            for (String name : List.of("pgbench", "books")) {
                connection.createStatement().execute("create database " + name);
            }
        }
    }

    private static ConfigurableApplicationContext platform(Server server) {
        return new SpringApplicationBuilder(Account.class)
                .web(WebApplicationType.NONE)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .properties(
                        "spring.config.name=books-bench",
                        "logging.level.root=warn",
                        "spring.datasource.url=" + server.jdbcUrl("books"),
                        "spring.datasource.username=" + server.user(),
                        "spring.datasource.hikari.maximum-pool-size=20")
                .run();
    }

    /** The books' module and what it needs of Spring Boot. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = "org.namjai.platform.account",
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.web\\..*"))
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
        io.micrometer.core.instrument.MeterRegistry meters() {
            return new io.micrometer.core.instrument.simple.SimpleMeterRegistry();
        }
    }

    private void run() throws IOException, InterruptedException, SQLException {
        made.openProgramme(Long.MAX_VALUE / 2);
        made.openMerchants();
        made.openEntitlements(0, options.people());
        say("Filling %,d wallets", options.people());
        made.fillWallets(options.people());
        made.settle();
        for (int run = 1; run <= options.runs(); run++) {
            measure(run);
        }
        growing();
    }

    private void measure(int run) throws IOException, InterruptedException {
        double tps = reference.run(options.seconds());
        figures.add(Reference.NAME, "transactions/s", tps);
        say("run %d of %d: pgbench %,.0f transactions/s", run, options.runs(), tps);
        for (int callers : new int[] {16, 64, 256, 1_024}) {
            measure(run, "group posting, %,d callers".formatted(callers), callers, this::purchaseAnywhere);
        }
        measure(run, "one transaction a transfer, 16 callers", 16, random -> {
            if (!(books.post(List.of(purchase(random, random.nextInt(MadeBooks.MERCHANTS)))) instanceof Posted)) {
                throw new IllegalStateException("refused");
            }
        });
        measure(run, "one hot merchant, group posting, 256 callers", 256, random -> submit(purchase(random, HOT)));
        measure(run, "one hot merchant, one transaction a transfer, 16 callers", 16, random -> {
            if (!(books.post(List.of(purchase(random, HOT))) instanceof Posted)) {
                throw new IllegalStateException("refused");
            }
        });
        measure(
                run,
                "one hot budget, group posting, 256 callers",
                256,
                random -> submit(commit(random.nextInt(options.people()))));
    }

    private void purchaseAnywhere(SplittableRandom random) {
        submit(purchase(random, random.nextInt(MadeBooks.MERCHANTS)));
    }

    private void measure(int run, String metric, int callers, Load.Call call) throws InterruptedException {
        Load.Outcome outcome = Load.run(callers, options.seconds(), call);
        figures.add(metric, UNIT, outcome, Reference.NAME);
        say(
                "run %d: %s: %,.0f/s, p50 %.1f ms, p99 %.1f ms",
                run, metric, outcome.perSecond(), outcome.p50Ms(), outcome.p99Ms());
    }

    /** The same load on ever more accounts. */
    private void growing() throws SQLException, InterruptedException {}

    private TransferOrder purchase(SplittableRandom random, int merchant) {
        long person = random.nextInt(options.people());
        UUID cause = new UUID(random.nextLong(), random.nextLong());
        return TransferOrder.of(
                        "purchase/" + cause,
                        TransferKind.PURCHASE,
                        MadeBooks.wallet(person),
                        AccountRef.merchant(MadeBooks.PROGRAMME, MadeBooks.merchant(merchant)),
                        1)
                .at(MadeBooks.participantOf(person))
                .about(MadeBooks.person(person))
                .with(MadeBooks.merchant(merchant))
                .because(cause);
    }

    private TransferOrder commit(long person) {
        UUID cause = UUID.randomUUID();
        return TransferOrder.of(
                        "commit/" + cause,
                        TransferKind.COMMIT,
                        AccountRef.budget(MadeBooks.PROGRAMME),
                        MadeBooks.entitlement(person),
                        1)
                .at(MadeBooks.participantOf(person))
                .about(MadeBooks.person(person))
                .because(cause);
    }

    private void submit(TransferOrder order) {
        if (!(group.submit(UUID.randomUUID(), List.of(order)).join() instanceof Posted)) {
            throw new IllegalStateException("refused");
        }
    }

    private static void say(String text, Object... values) {
        System.out.println(text.formatted(values));
    }
}
