package org.namjai.sandbox.bench;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.BooksProof;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.sandbox.registries.Person;
import org.namjai.sandbox.registries.RegistriesApplication;

/**
 * From a citizen's request over HTTP to the entitlement in the books, with the sandbox's registries; beside it the raw
 * engine on a process of the same shape. Runs on the platform's class path, and the load runs on the same cores.
 */
public final class RequestsBench {
    private static final ProgrammeId PROGRAMME = new ProgrammeId("digital-wallet");
    private static final String ROUND = "1";
    private static final long MOST_SATANG = 1_000_000;
    private static final int CALLERS = 64;
    private static final int BATCH = 100;
    /** So many ask before the first run, in a database of their own: a rush doesn't meet a platform that just started. */
    private static final int WARM_UP = 10_000;

    private static final String RAW = "raw engine, one process a transaction, 4 threads";
    private static final String RAW_BATCH = "raw engine, 100 processes a transaction, 3 threads";
    private static final String ACCEPTED = "requests accepted over HTTP, 64 callers";
    private static final String DECIDED = "requests decided, up to the entitlement in the books";

    /** Of somebody whose case is clear: as the registries would state them. */
    private static final Map<String, Object> CLEAR_CASE = Map.ofEntries(
            Map.entry("round", ROUND),
            Map.entry("nationality", "TH"),
            Map.entry("birthDate", "1990-01-31"),
            Map.entry("householdRegistered", true),
            Map.entry("alive", true),
            Map.entry("incomeSatang", 30_000_000L),
            Map.entry("depositsSatang", 1_000_000L),
            Map.entry("inPrison", false),
            Map.entry("suspended", false),
            Map.entry("missingRecords", List.of()),
            Map.entry("recordsComplete", true));

    private final Options options;
    private final Server server;
    private final List<Person> people;
    private final Figures figures;

    /** @param registries runs the sandbox's registries */
    record Options(Path file, int port, int runs, int seconds, int people, Path registries) {}

    private RequestsBench(Options options, List<Person> people, Figures figures) {
        this.options = options;
        this.server = new Server(options.port());
        this.people = people;
        this.figures = figures;
    }

    public static void main(String[] arguments) throws Exception {
        // As many connections are kept alive as there are callers.
        System.setProperty("http.maxConnections", String.valueOf(CALLERS));
        var options = new Options(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Path.of(arguments[5]));
        List<Person> people = RegistriesApplication.populationOfTheSandbox().applicants(options.people());
        var bench = new RequestsBench(options, people, new Figures("requests"));
        bench.run();
        bench.figures.write(bench.options.file());
        System.out.println();
        System.out.print(bench.figures.table());
        System.out.println("Written to " + bench.options.file());
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException, JOSEException, SQLException {
        try (BenchIssuer issuer = BenchIssuer.start()) {
            int port = freePort();
            Process registries = startRegistries(issuer, port);
            try {
                String url = "http://localhost:" + port;
                List<Person> first = people.subList(0, Math.min(WARM_UP, people.size()));
                new RequestsBench(options, first, new Figures("warm-up")).run(0, issuer, url);
                for (int run = 1; run <= options.runs(); run++) run(run, issuer, url);
            } finally {
                registries.destroy();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process startRegistries(BenchIssuer issuer, int port) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Duser.timezone=UTC",
                "-jar",
                options.registries().toString(),
                "registries");
        command.environment().put("SERVER_PORT", String.valueOf(port));
        command.environment().put("NAMJAI_OIDC_ISSUER", issuer.url());
        Path log = options.file().resolveSibling("registries.log");
        Process registries =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(registries::destroy));
        URI ready = URI.create("http://localhost:" + port + "/actuator/health/readiness");
        for (long since = System.nanoTime(); !answers(ready); TimeUnit.MILLISECONDS.sleep(200)) {
            if (!registries.isAlive() || System.nanoTime() - since > TimeUnit.MINUTES.toNanos(3)) {
                throw new IllegalStateException("the registries did not start; see " + log);
            }
        }
        return registries;
    }

    private static boolean answers(URI url) {
        try {
            return ((HttpURLConnection) url.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void run(int run, BenchIssuer issuer, String registries)
            throws IOException, InterruptedException, SQLException {
        String database = "requests_" + run;
        server.createDatabase(database);
        try (WebPlatform platform = WebPlatform.on(server, database, issuer, registries)) {
            people.stream().map(Person::bank).distinct().map(ParticipantId::new).forEach(platform::join);
            platform.publish(PROGRAMME, ROUND, people.size() * MOST_SATANG);
            raw(run, platform);
            Set<String> accepted = accept(run, platform, issuer.token("super-app", "platform", "super-app"));
            decide(run, platform);
            check(platform, accepted);
        }
    }

    private void raw(int run, WebPlatform platform) throws IOException, InterruptedException {
        var raw = new RawEngine(platform, PROGRAMME.value(), List.of("phases", "eligibility"), CLEAR_CASE);
        Load.Outcome alone = Load.run(4, options.seconds(), random -> raw.run());
        figures.add(RAW, "processes/s", alone, null);
        Load.Outcome together = Load.run(3, options.seconds(), random -> raw.run(BATCH));
        figures.add(RAW_BATCH, "processes/s", together.perSecond() * BATCH);
        say(run, RAW, alone.perSecond());
        say(run, RAW_BATCH, together.perSecond() * BATCH);
    }

    private static void say(int run, String metric, double perSecond) {
        System.out.printf("run %d: %s: %,.0f/s%n", run, metric, perSecond);
    }

    /** Everybody asks once, at full speed; the ids that were given. */
    private Set<String> accept(int run, WebPlatform platform, String token) throws InterruptedException {
        URI address = platform.url().resolve("/api/v1/requests");
        Set<String> ids = ConcurrentHashMap.newKeySet();
        var next = new AtomicInteger();
        var histogram = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        var failure = new AtomicReference<@Nullable Exception>();
        var callers = new ArrayList<Thread>();
        long begin = System.nanoTime();
        for (int i = 0; i < CALLERS; i++) {
            var caller = new Thread(() -> {
                var own = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
                try {
                    for (int n = next.getAndIncrement();
                            n < people.size() && failure.get() == null;
                            n = next.getAndIncrement()) {
                        long asked = System.nanoTime();
                        ids.add(ask(address, token, people.get(n)));
                        own.recordValue(System.nanoTime() - asked);
                    }
                } catch (IOException | RuntimeException e) {
                    failure.compareAndSet(null, e);
                }
                synchronized (histogram) {
                    histogram.add(own);
                }
            });
            callers.add(caller);
            caller.start();
        }
        for (Thread caller : callers) caller.join();
        double seconds = (System.nanoTime() - begin) / 1e9;
        Exception failed = failure.get();
        if (failed != null) throw new IllegalStateException("a request failed", failed);
        var outcome = new Load.Outcome(
                people.size() / seconds,
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6);
        figures.add(ACCEPTED, "requests/s", outcome, null);
        say(run, ACCEPTED, outcome.perSecond());
        return ids;
    }

    /** The request's id. */
    private static String ask(URI address, String token, Person person) throws IOException {
        byte[] body =
                """
                {"programme":"%s","citizenId":"%s","participant":"%s","account":"%s",\
                "answers":{"phone":"0812345678","declaration":true}}"""
                        .formatted(PROGRAMME, person.citizenId(), person.bank(), person.account())
                        .getBytes(StandardCharsets.UTF_8);
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Idempotency-Key", person.citizenId());
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (status != 202) throw new IOException("status " + status + ": " + answer);
        }
        String location = connection.getHeaderField("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** All wait in the table; from the start of the workers until none does. */
    private void decide(int run, WebPlatform platform) throws InterruptedException {
        DataSource database = platform.bean(DataSource.class);
        long begin = System.nanoTime();
        platform.starter().start();
        long left = waiting(database);
        for (long progress = begin; left > 0; TimeUnit.MILLISECONDS.sleep(100)) {
            long now = waiting(database);
            if (now < left) progress = System.nanoTime();
            left = now;
            if (System.nanoTime() - progress > TimeUnit.MINUTES.toNanos(2)) {
                throw new IllegalStateException(left + " requests wait and nothing moves");
            }
        }
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1e3;
        platform.starter().stop();
        figures.add(DECIDED, "requests/s", people.size() / seconds, RAW);
        say(run, DECIDED, people.size() / seconds);
    }

    private static long waiting(DataSource database) {
        return count(database, "request where state in ('received', 'in-process')");
    }

    private static long count(DataSource database, String what) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + what)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("could not count " + what, e);
        }
    }

    /** Nobody was lost, nobody was decided or paid twice, the engine kept nothing of the clear cases, the books are right. */
    private void check(WebPlatform platform, Set<String> accepted) {
        DataSource database = platform.bean(DataSource.class);
        long entitled = count(database, "request where state in ('approved', 'disbursing', 'paid')");
        long referred = count(database, "request where state = 'referred'");
        long rejected = count(database, "request where state = 'rejected'");
        System.out.printf("       entitled %,d, rejected %,d, referred to people %,d%n", entitled, rejected, referred);
        expect("ids given", accepted.size(), people.size());
        expect("requests stored", count(database, "request"), people.size());
        expect("decided", entitled + referred + rejected, people.size());
        expect("entitlements in the books", count(database, "transfer where kind = 'commit'"), entitled);
        expect(
                "requests with an entitlement",
                count(database, "(select distinct cause from transfer where kind = 'commit') c"),
                entitled);
        expect(
                "processes of requests",
                count(database, "act_hi_procinst p join request r on r.id::text = p.business_key_"),
                people.size());
        expect("tasks for people", count(database, "act_ru_task"), referred);
        expect(
                "running processes of requests",
                count(
                        database,
                        "act_ru_execution e join request r on r.id::text = e.business_key_ where e.parent_id_ is null"),
                referred);
        Optional<BooksProof.Finding> finding =
                platform.bean(BooksProof.class).prove(step -> {}).finding();
        if (finding.isPresent()) throw new IllegalStateException("the books are wrong: " + finding.get());
    }

    private static void expect(String what, long is, long shouldBe) {
        if (is != shouldBe) {
            throw new IllegalStateException("%s: %,d, should be %,d".formatted(what, is, shouldBe));
        }
    }
}
