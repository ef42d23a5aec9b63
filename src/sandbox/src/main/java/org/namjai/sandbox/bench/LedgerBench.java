package org.namjai.sandbox.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.namjai.platform.account.Books;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.sandbox.bench.MadeTransitions.Bank;

/**
 * The platform's publisher on real nodes and banks: from a page that is cut to the same page notarised and noted. Beside
 * it one Corda transaction for each transition, many chains at once. Runs on the platform's class path.
 */
public final class LedgerBench {
    private static final String NAIVE = "one Corda transaction a transition, 16 chains";
    private static final List<Integer> SIZES = List.of(100, 1_000, 5_000);
    private static final int NAIVE_PROGRAMMES = 8;
    /** Pages of 100 take long: fewer transitions are enough. */
    private static final int SMALL_SHARE = 10;

    /** Nodes and databases are kept for the next time: each time has programmes of its own. */
    private final String time = Long.toString(System.currentTimeMillis() / 1_000, Character.MAX_RADIX);

    private final Options options;
    private final List<Bank> banks = LedgerLoad.banks(System.getenv());
    private final Figures figures = new Figures("ledger");

    /** @param transitions of each figure, at 5,000 a page */
    record Options(Path file, int runs, int transitions) {}

    private LedgerBench(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws SQLException, IOException, InterruptedException {
        var bench = new LedgerBench(
                new Options(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])));
        bench.register();
        bench.record("warm-up-" + bench.time, bench.options.transitions() / SMALL_SHARE * 2, 1_000);
        for (int run = 1; run <= bench.options.runs(); run++) bench.run(run);
        bench.figures.write(bench.options.file());
        System.out.println();
        System.out.print(bench.figures.table());
        System.out.println("Written to " + bench.options.file());
    }

    private void register() {
        try (BenchPlatform platform = BenchPlatform.withoutPublisher()) {
            for (Bank bank : banks) {
                String name = "BENCH_" + bank.id().value();
                platform.bean(Participants.class)
                        .register(new Participant(
                                bank.id(),
                                bank.id().value(),
                                bank.id().value(),
                                LedgerLoad.required(System.getenv(), name + "_X500"),
                                URI.create("http://localhost"),
                                LedgerLoad.required(System.getenv(), name + "_KEYSET"),
                                Participant.State.LIVE));
            }
        }
    }

    private void run(int run) throws SQLException, InterruptedException {
        Recorded naive = naive(run);
        figures.add(NAIVE, "transitions/s", outcome(naive.transitionsPerSecond(), naive), null);
        say(run, NAIVE, naive);
        for (int size : SIZES) {
            int transitions = size == 100 ? options.transitions() / SMALL_SHARE : options.transitions();
            Recorded recorded = record("bench-%s-%d-%d".formatted(time, size, run), transitions, size);
            String metric = "pages of %,d, two banks".formatted(size);
            figures.add(metric, "transitions/s", outcome(recorded.transitionsPerSecond(), recorded), NAIVE);
            figures.add(metric + ", pages", "pages/s", recorded.pagesPerSecond());
            say(run, metric, recorded);
        }
    }

    private static Load.Outcome outcome(double perSecond, Recorded recorded) {
        return new Load.Outcome(perSecond, recorded.p50Ms(), recorded.p99Ms());
    }

    private static void say(int run, String metric, Recorded r) {
        System.out.printf(
                "run %d: %s: %,.1f transitions/s, %.2f pages/s, a page p50 %,.0f ms, p99 %,.0f ms%n",
                run, metric, r.transitionsPerSecond(), r.pagesPerSecond(), r.p50Ms(), r.p99Ms());
    }

    /** Makes the transitions, then publishes them. */
    private Recorded record(String programme, int transitions, int pageSize) throws SQLException, InterruptedException {
        int people = Math.max(1, transitions / MadeTransitions.A_PERSON / banks.size());
        make(programme, people);
        return publish(programme, (long) people * MadeTransitions.A_PERSON * banks.size(), pageSize, banks.size());
    }

    private Recorded naive(int run) throws SQLException, InterruptedException {
        for (int i = 0; i < NAIVE_PROGRAMMES; i++) make("naive-%s-%d-%d".formatted(time, run, i), 1);
        int chains = NAIVE_PROGRAMMES * banks.size();
        return publish("naive-%s-%d-".formatted(time, run), (long) chains * MadeTransitions.A_PERSON, 1, chains);
    }

    private void make(String programme, int people) throws SQLException {
        try (BenchPlatform platform = BenchPlatform.withoutPublisher()) {
            new MadeTransitions(platform.bean(DataSource.class), platform.bean(Books.class))
                    .make(programme, banks, people);
        }
    }

    /** What became of the pages of the programmes whose names begin so. */
    private record Recorded(long pages, long transitions, double seconds, double p50Ms, double p99Ms, long incidents) {
        double transitionsPerSecond() {
            return transitions / seconds;
        }

        double pagesPerSecond() {
            return pages / seconds;
        }
    }

    private Recorded publish(String programmes, long transitions, int pageSize, int chains)
            throws SQLException, InterruptedException {
        try (BenchPlatform platform = BenchPlatform.publishing(pageSize, chains)) {
            DataSource database = platform.bean(DataSource.class);
            Recorded recorded = recorded(database, programmes);
            while (recorded.transitions() < transitions) {
                Thread.sleep(200);
                recorded = recorded(database, programmes);
                if (recorded.incidents() > 0) throw new IllegalStateException("a bank refused a page");
            }
            return recorded;
        }
    }

    /** From the first page that was cut to the last that is known to be notarised. */
    private static Recorded recorded(DataSource database, String programmes) throws SQLException {
        String sql =
                """
                with took as (select *, extract(epoch from recorded_at - sealed_at) * 1000 as ms from ledger_page
                              where starts_with(programme, ?) and state = 'recorded')
                select count(*), coalesce(sum(transitions), 0), coalesce(extract(epoch from max(recorded_at) - min(sealed_at)), 0),
                       coalesce(percentile_cont(0.5) within group (order by ms), 0),
                       coalesce(percentile_cont(0.99) within group (order by ms), 0), (select count(*) from ledger_incident)
                from took
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, programmes);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Recorded(
                        row.getLong(1),
                        row.getLong(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getLong(6));
            }
        }
    }
}
