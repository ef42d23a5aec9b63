package org.namjai.sandbox.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;

/** The platform's books, wired as in the platform, under load. Runs on the platform's class path, not the sandbox's. */
public final class BooksBench {
    private static final String UNIT = "transfers/s";
    private static final int HOT = 0;
    private static final List<Integer> SIZES = List.of(10_000, 1_000_000, 10_000_000);

    private final Options options;
    private final Server server;
    private final Reference reference;
    private final Figures figures = new Figures("books");

    /**
     * @param people wallets with money
     * @param accounts the most accounts of the growing load
     */
    record Options(Path file, int port, int runs, int seconds, int people, int accounts) {
        static Options of(String[] arguments) {
            return new Options(
                    Path.of(arguments[0]),
                    Integer.parseInt(arguments[1]),
                    Integer.parseInt(arguments[2]),
                    Integer.parseInt(arguments[3]),
                    Integer.parseInt(arguments[4]),
                    Integer.parseInt(arguments[5]));
        }
    }

    private BooksBench(Options options, Server server, Reference reference) {
        this.options = options;
        this.server = server;
        this.reference = reference;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        Server server = new Server(options.port());
        server.createDatabase("pgbench");
        say("Making the reference's tables");
        var bench = new BooksBench(options, server, Reference.on(server, "pgbench"));
        bench.underLoad();
        bench.growing();
        bench.figures.write(options.file());
        System.out.println();
        System.out.print(bench.figures.table());
        say("Written to %s", options.file());
    }

    /** The same purchases in many ways, beside the reference. */
    private void underLoad() throws IOException, InterruptedException, SQLException {
        server.createDatabase("books");
        try (BenchBooks books = BenchBooks.on(server.jdbcUrl("books"), server.user())) {
            MadeBooks made = books.made();
            made.openProgramme(Long.MAX_VALUE / 2);
            made.openMerchants();
            made.openEntitlements(0, options.people());
            say("Filling %,d wallets", options.people());
            made.fillWallets(options.people());
            made.settle("account", "transfer");
            for (int run = 1; run <= options.runs(); run++) {
                measure(run, books);
            }
            readBack(books);
        }
    }

    private void measure(int run, BenchBooks books) throws IOException, InterruptedException {
        double tps = reference.run(options.seconds());
        figures.add(reference.name(), "transactions/s", tps);
        say("run %d of %d: %s: %,.0f transactions/s", run, options.runs(), reference.name(), tps);
        Load.Call inGroups = random -> books.submit(anywhere(random));
        for (int callers : new int[] {16, 64, 256, 1_024}) {
            measure(run, "group posting, %,d callers".formatted(callers), callers, inGroups);
        }
        measure(run, "one transaction a transfer, 16 callers", 16, random -> books.post(anywhere(random)));
        measure(run, "one hot merchant, group posting, 256 callers", 256, random -> books.submit(hot(random)));
        measure(run, "one hot merchant, one transaction a transfer, 16 callers", 16, random -> books.post(hot(random)));
        measure(
                run,
                "one hot budget, group posting, 256 callers",
                256,
                random -> books.submit(commit(random, options.people())));
        measure(run, "128 callers elsewhere, nobody at the hot merchant", 128, inGroups);
        besideAHotMerchant(run, books, inGroups);
    }

    /** The others' transfers while as many callers again pay one merchant. */
    private void besideAHotMerchant(int run, BenchBooks books, Load.Call elsewhere) throws InterruptedException {
        var crowd = new Thread(() -> {
            try {
                Load.run(128, options.seconds(), random -> books.submit(hot(random)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        crowd.start();
        measure(run, "128 callers elsewhere, 128 at the hot merchant", 128, elsewhere);
        crowd.join();
    }

    private void measure(int run, String metric, int callers, Load.Call call) throws InterruptedException {
        measure(run, metric, callers, call, UNIT, reference.name());
    }

    private void measure(
            int run, String metric, int callers, Load.Call call, String unit, @Nullable String comparedWith)
            throws InterruptedException {
        Load.Outcome outcome = Load.run(callers, options.seconds(), call);
        figures.add(metric, unit, outcome, comparedWith);
        say(
                "run %d: %s: %,.0f/s, p50 %.1f ms, p99 %.1f ms",
                run, metric, outcome.perSecond(), outcome.p50Ms(), outcome.p99Ms());
    }

    /** All that was posted is proven, and the hot merchant's long history is read. */
    private void readBack(BenchBooks books) throws InterruptedException {
        long began = System.nanoTime();
        long transfers = books.prove();
        double seconds = (System.nanoTime() - began) / 1e9;
        figures.add(
                "proof of all books, clean, of %,d transfers".formatted(transfers), "transfers/s", transfers / seconds);
        say("proof of %,d transfers: clean after %.1f s", transfers, seconds);
        UUID merchant = merchant(HOT).id();
        long entries = books.entries(merchant);
        String metric = "statement pages of 50 lines, account of %,d entries, 2 readers".formatted(entries);
        for (int run = 1; run <= options.runs(); run++) {
            measure(
                    run,
                    metric,
                    2,
                    random -> books.statement(merchant, 2 + random.nextLong(entries), 50),
                    "pages/s",
                    null);
        }
    }

    /** The same load on ever more accounts, each number in a database of its own. */
    private void growing() throws SQLException, InterruptedException {
        var sizes = SIZES.stream().filter(size -> size <= options.accounts()).toList();
        var grown = new ArrayList<BenchBooks>();
        try {
            for (int size : sizes) {
                say("Opening %,d accounts", size);
                server.createDatabase("books_" + size);
                BenchBooks books = BenchBooks.on(server.jdbcUrl("books_" + size), server.user());
                grown.add(books);
                books.made().openProgramme(Long.MAX_VALUE / 2);
                books.made().openEntitlements(0, size);
                books.made().settle("account", "transfer");
            }
            for (int run = 1; run <= options.runs(); run++) {
                for (int i = 0; i < sizes.size(); i++) {
                    BenchBooks books = grown.get(i);
                    int size = sizes.get(i);
                    measure(
                            run,
                            growth(size),
                            256,
                            random -> books.submit(commit(random, size)),
                            UNIT,
                            growth(sizes.get(0)));
                }
            }
        } finally {
            grown.forEach(BenchBooks::close);
        }
    }

    private static String growth(int accounts) {
        return "group posting, 256 callers, %,d accounts".formatted(accounts);
    }

    private TransferOrder anywhere(SplittableRandom random) {
        return purchase(random, random.nextInt(MadeBooks.MERCHANTS));
    }

    private TransferOrder hot(SplittableRandom random) {
        return purchase(random, HOT);
    }

    private static AccountRef merchant(int number) {
        return AccountRef.merchant(MadeBooks.PROGRAMME, MadeBooks.merchant(number));
    }

    private TransferOrder purchase(SplittableRandom random, int merchant) {
        long person = random.nextInt(options.people());
        UUID cause = new UUID(random.nextLong(), random.nextLong());
        return TransferOrder.of(
                        "purchase/" + cause, TransferKind.PURCHASE, MadeBooks.wallet(person), merchant(merchant), 1)
                .at(MadeBooks.participantOf(person))
                .about(MadeBooks.person(person))
                .with(MadeBooks.merchant(merchant))
                .because(cause);
    }

    private static TransferOrder commit(SplittableRandom random, int people) {
        long person = random.nextInt(people);
        UUID cause = new UUID(random.nextLong(), random.nextLong());
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

    private static void say(String text, Object... values) {
        System.out.println(text.formatted(values));
    }
}
