package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The books under load, killed at random moments: what was answered stands, what was not is there once or not at all. */
@Timeout(600)
class BooksCrashIT {
    private static final int KILLS = 20;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Random random = new Random();

    @TempDir
    private Path directory;

    private KillablePostgres postgres;
    private CrashWorld world;
    private Path journal;

    @BeforeEach
    void start() throws IOException {
        postgres = new KillablePostgres(directory.resolve("data"));
        Flyway.configure().dataSource(postgres.jdbcUrl(), "postgres", "").load().migrate();
        world = new CrashWorld(postgres.jdbcUrl());
        world.openAccounts();
        journal = directory.resolve("journal");
        Files.createFile(journal);
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
        postgres.close();
    }

    @Test
    void jvmKilledInTheMiddleOfLoad_losesAndDoublesNothing() throws Exception {
        int unanswered = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            Process load = load();
            try {
                atSomeMomentUnderLoad();
            } finally {
                load.destroyForcibly().waitFor();
            }
            awaitNoBackendOfTheDead();
            Map<String, CrashJournal.Entry> entries = CrashJournal.read(journal);
            unanswered += retryUnanswered(entries);
            assertBooksHoldTheJournal(entries);
        }
        assertThat(unanswered).as("calls that a kill cut off").isPositive();
    }

    @Test
    void postgresKilledInTheMiddleOfLoad_losesAndDoublesNothing() throws Exception {
        Process load = load();
        try {
            for (int kill = 1; kill <= KILLS; kill++) {
                atSomeMomentUnderLoad();
                postgres.kill();
                postgres.restart();
                // While the load goes on.
                assertThat(new BooksProof(world.jdbc).prove(step -> {}).finding())
                        .isEmpty();
            }
        } finally {
            load.destroyForcibly().waitFor();
        }
        awaitNoBackendOfTheDead();
        Map<String, CrashJournal.Entry> entries = CrashJournal.read(journal);
        assertThat(retryUnanswered(entries)).as("calls that a kill cut off").isPositive();
        assertBooksHoldTheJournal(entries);
    }

    private Process load() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashLoad.class.getName(),
                        postgres.jdbcUrl(),
                        journal.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("load.log").toFile())
                .start();
    }

    /** After at least one answer since now, at a moment that nobody chose. */
    private void atSomeMomentUnderLoad() throws IOException, InterruptedException {
        long before = Files.size(journal);
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> Files.size(journal) > before + 20_000);
        Thread.sleep(random.nextInt(300));
    }

    /** A killed client's transaction may still be committing. */
    private void awaitNoBackendOfTheDead() {
        await().atMost(LONG).until(() -> world.jdbc
                .sql("select count(*) from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid()"
                        + " and backend_type = 'client backend'")
                .query(Long.class)
                .single()
                .equals(0L));
    }

    /** Asks again what had no answer; each moves money at most once, which the comparison afterwards shows. */
    private int retryUnanswered(Map<String, CrashJournal.Entry> entries) {
        int count = 0;
        for (var entry : List.copyOf(entries.values())) {
            if (entry.unanswered()) {
                Posting posting = world.books.post(List.of(entry.step().order()));
                Long number = posting.fold(done -> done.transfers().get(0).number(), refused -> null);
                entries.put(entry.step().key(), new CrashJournal.Entry(entry.step(), number, number == null));
                count++;
            }
        }
        return count;
    }

    private void assertBooksHoldTheJournal(Map<String, CrashJournal.Entry> entries) throws IOException {
        assertThat(new BooksProof(world.jdbc).prove(step -> {}).finding()).isEmpty();
        var posted = new HashMap<String, PostedOrder>();
        world.jdbc
                .sql(TransferRows.SELECT)
                .query(TransferRows::postedOrder)
                .list()
                .forEach(order -> {
                    assertThat(posted.put(order.order().key(), order)).isNull();
                });
        int refused = 0;
        for (var entry : entries.values()) {
            PostedOrder order = posted.remove(entry.step().key());
            if (entry.refused()) {
                refused++;
                assertThat(order).as("refused %s", entry).isNull();
            } else {
                assertThat(order).as("answered %s", entry).isNotNull();
                assertThat(order.order()).isEqualTo(entry.step().order());
                assertThat(order.transfer().number()).isEqualTo(entry.number());
            }
        }
        assertThat(refused).isPositive();
        assertThat(posted).as("transfers that nobody asked for").isEmpty();
        remember(entries);
    }

    /** The answers to what was asked again count from now on like the others. */
    private void remember(Map<String, CrashJournal.Entry> entries) throws IOException {
        var writer = new CrashJournal(journal);
        for (var entry : CrashJournal.read(journal).values()) {
            if (entry.unanswered()) {
                String key = entry.step().key();
                Long number = Objects.requireNonNull(entries.get(key)).number();
                if (number == null) {
                    writer.refused(key, Posting.Refusal.INSUFFICIENT_BALANCE);
                } else {
                    writer.posted(key, number);
                }
            }
        }
    }
}
