package org.namjai.sandbox.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.namjai.platform.disbursement.Batch;
import org.namjai.platform.shared.CitizenId;
import org.namjai.sandbox.bench.PayoutPlatform.Entitled;

/**
 * Pay-outs in bulk to running banks over HTTP, from the instruction to the confirmation in the books; 2.6% fail at first,
 * and three more rounds find most of them. Beside it one payment at a time. Afterwards every payment is held against the
 * banks' own databases. Runs on the platform's class path.
 */
public final class DisbursementBench {
    private static final String SINGLE = "one payment at a time, JSON, 16 callers";
    private static final String BULK = "in files, three participants, first round";
    private static final int ROUNDS = 4;
    private static final int CALLERS = 16;
    /** Of a thousand payments. */
    private static final int FAILING = 26;

    private static final int LONGEST_NANOS_EXPONENT = 40;

    private final int payments;
    private final int single;
    private final List<BenchBank> banks = BenchBank.all(System.getenv());
    private final Figures figures = new Figures("disbursement");
    /** People so far: nobody has another's number or account. */
    private long made;

    private DisbursementBench(int payments) {
        this.payments = payments;
        this.single = Math.max(10, payments / 100);
    }

    public static void main(String[] arguments)
            throws SQLException, IOException, InterruptedException, GeneralSecurityException {
        var bench = new DisbursementBench(Integer.parseInt(arguments[2]));
        var differences = new ArrayList<String>();
        try (PayoutPlatform platform = PayoutPlatform.start()) {
            platform.register(bench.banks);
            bench.single(platform, Math.max(10, bench.single / 10), false);
            for (int run = 1; run <= Integer.parseInt(arguments[1]); run++) {
                bench.single(platform, bench.single, true);
                differences.addAll(bench.run(platform, run));
            }
            differences.addAll(bench.againstTheBanks(platform));
        }
        bench.figures.write(Path.of(arguments[0]));
        System.out.println();
        System.out.print(bench.figures.table());
        System.out.println("Written to " + arguments[0]);
        differences.stream().limit(20).forEach(difference -> System.out.println("WRONG: " + difference));
        System.exit(differences.isEmpty() ? 0 : 1);
    }

    /** A payee whose account is found in some round, or never. */
    private record Payee(Entitled entitled, BenchBank bank, int foundInRound) {}

    private List<String> run(PayoutPlatform platform, int run)
            throws SQLException, GeneralSecurityException, InterruptedException {
        List<Payee> payees = made(platform, payments);
        platform.open(payees.stream().map(Payee::entitled).toList());
        var batches = new ConcurrentLinkedQueue<Batch>();
        long began = System.nanoTime();
        for (Optional<Batch> next = platform.takeBatch(); next.isPresent(); next = platform.takeBatch()) {
            batches.add(next.get());
        }
        var failed = new AtomicInteger();
        eachBatch(batches, batch -> failed.addAndGet(platform.pay(batch, 1)));
        double seconds = seconds(began);
        figures.add(BULK, "payments/s", payments / seconds, SINGLE);
        System.out.printf("run %d: %,d payments in %.1f s, %,d of them failed%n", run, payments, seconds, failed.get());
        retry(platform, payees, batches, failed.get());
        eachBatch(batches, platform::giveBack);
        return wrong(platform, payees);
    }

    private void retry(PayoutPlatform platform, List<Payee> payees, ConcurrentLinkedQueue<Batch> batches, int failed)
            throws SQLException, GeneralSecurityException, InterruptedException {
        int left = failed;
        for (int round = 2; round <= ROUNDS; round++) {
            open(payees, round);
            var unpaid = new AtomicInteger();
            int number = round;
            long began = System.nanoTime();
            eachBatch(batches, batch -> unpaid.addAndGet(platform.pay(batch, number)));
            figures.add("retry rounds, payments tried", "payments/s", left / seconds(began));
            left = unpaid.get();
        }
    }

    private interface Step {
        void on(Batch batch) throws InterruptedException;
    }

    private static void eachBatch(ConcurrentLinkedQueue<Batch> batches, Step step) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        var calls = new ArrayList<Callable<Void>>();
        for (Batch batch : batches) {
            calls.add(() -> {
                step.on(batch);
                return null;
            });
        }
        finish(threads, threads.invokeAll(calls));
    }

    private static void finish(ExecutorService threads, List<Future<Void>> calls) throws InterruptedException {
        threads.shutdown();
        for (Future<Void> call : calls) {
            try {
                call.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void single(PayoutPlatform platform, int number, boolean counts)
            throws SQLException, GeneralSecurityException, InterruptedException {
        List<Payee> payees = made(platform, number).stream()
                .filter(payee -> payee.foundInRound() == 1)
                .toList();
        var histogram = new Histogram(1L << LONGEST_NANOS_EXPONENT, 3);
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        var calls = new ArrayList<Callable<Void>>();
        for (Payee payee : payees) {
            calls.add(() -> {
                long began = System.nanoTime();
                platform.pay(alone(platform, payee), 1);
                synchronized (histogram) {
                    histogram.recordValue(System.nanoTime() - began);
                }
                return null;
            });
        }
        long began = System.nanoTime();
        finish(threads, threads.invokeAll(calls));
        double perSecond = payees.size() / seconds(began);
        if (counts) {
            figures.add(
                    SINGLE,
                    "payments/s",
                    new Load.Outcome(
                            perSecond,
                            histogram.getValueAtPercentile(50) / 1e6,
                            histogram.getValueAtPercentile(99) / 1e6),
                    null);
        }
    }

    /** What waits together is taken together: one opens and takes before the next opens. */
    private synchronized Batch alone(PayoutPlatform platform, Payee payee) {
        platform.open(payee.entitled());
        return platform.takeBatch().orElseThrow();
    }

    private List<Payee> made(PayoutPlatform platform, int number) throws SQLException, GeneralSecurityException {
        var payees = new ArrayList<Payee>();
        for (int i = 0; i < number; i++) {
            BenchBank bank = banks.get(i % banks.size());
            made++;
            var person = new BenchBank.Customer(citizen(), "7%011d".formatted(made));
            payees.add(new Payee(new Entitled(UUID.randomUUID(), person, bank.id()), bank, found(i)));
        }
        platform.entitle(payees.stream().map(Payee::entitled).toList());
        open(payees, 1);
        return payees;
    }

    /** Most that fail find their way in one of the three rounds after; a fifth never does. */
    private static int found(int place) {
        // 39 has no factor of a thousand in it: the failing ones lie spread among the others.
        return place * 39 % 1_000 < FAILING ? 2 + place % 5 * 3 / 4 : 1;
    }

    /** Whoever's account is found in this round becomes a customer now. */
    private void open(List<Payee> payees, int round) throws SQLException, GeneralSecurityException {
        Map<BenchBank, List<BenchBank.Customer>> customers = payees.stream()
                .filter(payee -> payee.foundInRound() == round)
                .collect(Collectors.groupingBy(
                        Payee::bank,
                        Collectors.mapping(payee -> payee.entitled().person(), Collectors.toList())));
        for (Map.Entry<BenchBank, List<BenchBank.Customer>> entry : customers.entrySet()) {
            entry.getKey().add(entry.getValue());
        }
    }

    private CitizenId citizen() {
        String digits = "1%011d".formatted(made);
        for (int check = 0; check < 10; check++) {
            if (CitizenId.isValid(digits + check)) return new CitizenId(digits + check);
        }
        throw new IllegalStateException("one of ten check digits is right");
    }

    private static List<String> wrong(PayoutPlatform platform, List<Payee> payees) throws SQLException {
        Map<UUID, String> states = platform.states();
        return payees.stream()
                .filter(payee -> !(payee.foundInRound() <= ROUNDS ? "paid" : "returned")
                        .equals(states.get(payee.entitled().request())))
                .map(payee -> payee + " is " + states.get(payee.entitled().request()))
                .toList();
    }

    /** Item by item: what the books confirm was credited once at that bank, and nothing else was; nobody twice. */
    private List<String> againstTheBanks(PayoutPlatform platform) throws SQLException {
        var wrong = new ArrayList<String>();
        Map<String, Map<UUID, BenchBank.Credit>> credits = new HashMap<>();
        for (BenchBank bank : banks) credits.put(bank.id().value(), new HashMap<>(bank.credits()));
        var paid = new HashMap<UUID, Integer>();
        for (PayoutPlatform.Told told : platform.told()) {
            BenchBank.Credit credit =
                    credits.getOrDefault(told.participant(), Map.of()).remove(told.id());
            boolean once = credit != null && credit.times() == 1 && credit.satang() == PayoutPlatform.GRANT;
            if (told.confirmed() ? !once : credit != null) wrong.add(told + " was credited " + credit);
            if (told.confirmed()) paid.merge(told.request(), 1, Integer::sum);
        }
        paid.forEach((request, times) -> {
            if (times > 1) wrong.add(request + " was paid " + times + " times");
        });
        credits.forEach((bank, left) -> left.keySet().forEach(id -> wrong.add(bank + " credited " + id + " untold")));
        return wrong;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
