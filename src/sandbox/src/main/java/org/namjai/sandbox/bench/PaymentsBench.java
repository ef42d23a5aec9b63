package org.namjai.sandbox.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.nimbusds.jose.JOSEException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.BooksProof;
import org.namjai.platform.geography.Districts;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.sandbox.bench.HttpLoad.Counted;
import org.namjai.sandbox.bench.HttpLoad.Kind;

/**
 * Purchases over HTTP as participants ask for them, with all rules on: shops as Zipf's law has it, one in twenty against a
 * rule. Beside it PostgreSQL's own benchmark on the same server. Runs on the platform's class path, and the load runs on the
 * same cores.
 */
public final class PaymentsBench {
    private static final String ROUND = "1";
    private static final int CALLERS = 224;
    private static final int WARM_UP_PER_SECOND = 300;
    private static final int WARM_UP_SECONDS = 60;
    /** Twice as many payments as the platform lets in, so that the load can be too much. */
    private static final int CONNECTIONS = 1_024;

    /** As the reference gateway makes them. */
    private static final NoArgGenerator KEYS = Generators.timeBasedEpochGenerator();

    private static final String[] WRITTEN = {"account", "transfer", "payment", "spending_use", "wallet"};
    private static final int ONE_IN_AGAINST_A_RULE = 20;
    private static final String LOAD = "payments over HTTP, %,d callers, %,d wallets";
    private static final String OVERLOAD = "twice as many as that asked for, %,d connections";

    private final Options options;
    private final Server server;
    private final Reference reference;
    private final Figures figures = new Figures("payments");

    /**
     * @param people wallets with money
     * @param most wallets of the growing load
     */
    record Options(Path file, int port, int runs, int seconds, int people, int most) {}

    private PaymentsBench(Options options, Server server, Reference reference) {
        this.options = options;
        this.server = server;
        this.reference = reference;
    }

    public static void main(String[] arguments) throws Exception {
        var options = new Options(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
        var server = new Server(options.port());
        server.createDatabase("pgbench");
        say("Making the reference's tables");
        var bench = new PaymentsBench(options, server, Reference.on(server, "pgbench"));
        try (BenchIssuer issuer = BenchIssuer.start()) {
            bench.underLoad(issuer);
            bench.growing(issuer);
        }
        bench.figures.write(options.file());
        System.out.println();
        System.out.print(bench.figures.table());
        say("Written to %s", options.file());
        System.exit(0);
    }

    private void underLoad(BenchIssuer issuer) throws IOException, InterruptedException, SQLException, JOSEException {
        try (WebPlatform platform = platform(issuer, "payments")) {
            MadeShoppers shoppers = shoppers(platform, options.people());
            MadeBooks books = new MadeBooks(platform.bean(DataSource.class), platform.bean(Books.class));
            say("Filling %,d wallets", options.people());
            books.fillWallets(options.people());
            books.settle(WRITTEN);
            var answers = new Answers();
            warm(platform, issuer, shoppers, answers);
            for (int run = 1; run <= options.runs(); run++) measure(run, platform, issuer, shoppers, books, answers);
            check(platform, answers);
        }
    }

    /** First so few that the compiler has a core to itself, then as many as can be. */
    private void warm(WebPlatform platform, BenchIssuer issuer, MadeShoppers shoppers, Answers answers) {
        say("Warming up");
        try (HttpLoad load = load(platform, issuer, shoppers, answers)) {
            load.open(WARM_UP_PER_SECOND, CALLERS, 0, WARM_UP_SECONDS);
            Counted warm = load.closed(CALLERS, 0, 4 * WARM_UP_SECONDS);
            say("Warm: %,.0f/s", warm.decidedPerSecond());
        }
    }

    /** Before each figure its tables are vacuumed, or one would have the cores for itself and another share them. */
    private void measure(
            int run, WebPlatform platform, BenchIssuer issuer, MadeShoppers shoppers, MadeBooks books, Answers answers)
            throws IOException, InterruptedException, SQLException {
        books.settle(WRITTEN);
        double tps = reference.run(options.seconds());
        figures.add(reference.name(), "transactions/s", tps);
        say("run %d of %d: %s: %,.0f transactions/s", run, options.runs(), reference.name(), tps);
        try (HttpLoad load = load(platform, issuer, shoppers, answers)) {
            CpuTimes before = CpuTimes.now();
            Counted peak = load.closed(CALLERS, options.seconds() / 2 + 1, options.seconds());
            String metric = LOAD.formatted(CALLERS, options.people());
            add(run, metric, peak, reference.name());
            figures.add(metric + ", p99.9", "ms", peak.ms(99.9));
            figures.add(metric + ", a core", "payments/s", peak.decidedPerSecond() / cores());
            CpuTimes.now().since(before).forEach((part, share) -> figures.add("processors: " + part, "%", 100 * share));
            books.settle(WRITTEN);
            Counted twice =
                    load.open(2 * peak.decidedPerSecond(), CONNECTIONS, options.seconds() / 2 + 1, options.seconds());
            add(run, OVERLOAD.formatted(CONNECTIONS), twice, metric);
            figures.add("told to come again", "payments/s", twice.perSecond(Kind.SHED));
            figures.add("found every connection waiting", "payments/s", twice.unsentPerSecond());
        }
    }

    private void add(int run, String metric, Counted counted, String comparedWith) {
        var outcome = new Load.Outcome(counted.decidedPerSecond(), counted.ms(50), counted.ms(99));
        figures.add(metric, "payments/s", outcome, comparedWith);
        say(
                "run %d: %s: %,.0f/s (%,.0f refused, %,.0f shed), p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms",
                run,
                metric,
                outcome.perSecond(),
                counted.perSecond(Kind.REFUSED),
                counted.perSecond(Kind.SHED),
                outcome.p50Ms(),
                outcome.p99Ms(),
                counted.ms(99.9));
    }

    /**
     * The same load on ten times the wallets, each in a database of its own; what they hold is put there without history.
     * That platform is a new one, and warmed as long as the first.
     */
    private void growing(BenchIssuer issuer) throws InterruptedException, SQLException {
        if (options.most() <= options.people()) return;
        try (WebPlatform platform = platform(issuer, "payments_grown")) {
            say("Opening %,d wallets", options.most());
            MadeShoppers shoppers = shoppers(platform, options.most());
            MadeBooks books = new MadeBooks(platform.bean(DataSource.class), platform.bean(Books.class));
            books.openWallets(options.most());
            books.settle(WRITTEN);
            var answers = new Answers();
            warm(platform, issuer, shoppers, answers);
            for (int run = 1; run <= options.runs(); run++) {
                books.settle(WRITTEN);
                try (HttpLoad load = load(platform, issuer, shoppers, answers)) {
                    Counted grown = load.closed(CALLERS, options.seconds() / 2 + 1, options.seconds());
                    add(run, LOAD.formatted(CALLERS, options.most()), grown, LOAD.formatted(CALLERS, options.people()));
                }
            }
        }
    }

    private WebPlatform platform(BenchIssuer issuer, String database) throws SQLException {
        server.createDatabase(database);
        WebPlatform platform = WebPlatform.on(server, database, issuer, "http://localhost:1");
        participants().forEach(platform::join);
        platform.publish(MadeBooks.PROGRAMME, ROUND, Long.MAX_VALUE / 4);
        return platform;
    }

    private static MadeShoppers shoppers(WebPlatform platform, int people) throws SQLException {
        MadeShoppers shoppers =
                new MadeShoppers(platform.bean(DataSource.class), platform.bean(Districts.class), people);
        shoppers.register();
        new MadeBooks(platform.bean(DataSource.class), platform.bean(Books.class)).openMerchants();
        return shoppers;
    }

    private static List<ParticipantId> participants() {
        return IntStream.range(0, MadeBooks.PARTICIPANTS)
                .mapToObj(number -> MadeBooks.participantOf(number))
                .toList();
    }

    /** Which were answered authorised, to be found in the books. */
    private static final class Answers {
        final LongAdder authorised = new LongAdder();
    }

    private HttpLoad load(WebPlatform platform, BenchIssuer issuer, MadeShoppers shoppers, Answers answers) {
        URI url = platform.url();
        List<String> tokens = participants().stream()
                .map(id -> "Bearer " + issuer.participantToken(id.value()))
                .toList();
        var random = new SplittableRandom();
        return new HttpLoad(url, () -> purchase(url, tokens, shoppers, random), answer -> kind(answer, answers));
    }

    private static FullHttpRequest purchase(
            URI url, List<String> tokens, MadeShoppers shoppers, SplittableRandom random) {
        int merchant = shoppers.visited(random);
        boolean against = random.nextInt(ONE_IN_AGAINST_A_RULE) == 0;
        boolean elsewhere = against && random.nextBoolean();
        long person = elsewhere ? shoppers.stranger(merchant, random) : shoppers.neighbour(merchant, random);
        String goods = against && !elsewhere ? "alcohol" : "food";
        String district = shoppers.district(merchant);
        // Joined and not formatted, which would cost the load more than its call does.
        String text = "{\"programme\":\"" + MadeBooks.PROGRAMME.value() + "\",\"payerRef\":\""
                + MadeBooks.person(person).value() + "\",\"walletId\":\"" + MadeShoppers.wallet(person)
                + "\",\"merchantId\":\"" + MadeBooks.merchant(merchant) + "\",\"amountSatang\":"
                + (1 + random.nextInt(100)) + ",\"goodsClasses\":[\"" + goods
                + "\"],\"faceToFace\":{\"scannedInPerson\":true,\"district\":\"" + district + "\",\"at\":\""
                + Instant.now() + "\"}}";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        ByteBuf content = Unpooled.wrappedBuffer(body);
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/api/v1/payments", content);
        request.headers()
                .set(HttpHeaderNames.HOST, url.getAuthority())
                .set(HttpHeaderNames.AUTHORIZATION, tokens.get((int) (person % MadeBooks.PARTICIPANTS)))
                .set("Idempotency-Key", KEYS.generate())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return request;
    }

    private static Kind kind(FullHttpResponse answer, Answers answers) {
        int status = answer.status().code();
        if (status == 503 || status == 429) return Kind.SHED;
        String body = answer.content().toString(StandardCharsets.UTF_8);
        if (status != 200) throw new IllegalStateException("status " + status + ": " + body);
        if (body.contains("\"outcome\":\"authorised\"")) {
            answers.authorised.increment();
            return Kind.AUTHORISED;
        }
        return Kind.REFUSED;
    }

    /** What was answered authorised stands in the books once, and the books are right. */
    private static void check(WebPlatform platform, Answers answers) throws SQLException {
        DataSource database = platform.bean(DataSource.class);
        long purchases = count(database, "transfer where kind = 'purchase'");
        long authorised = count(database, "payment where outcome = 'authorised'");
        if (purchases != authorised || purchases < answers.authorised.sum()) {
            throw new IllegalStateException("%,d purchases in the books, %,d payments authorised, %,d answered so"
                    .formatted(purchases, authorised, answers.authorised.sum()));
        }
        platform.bean(BooksProof.class).prove(step -> {}).finding().ifPresent(finding -> {
            throw new IllegalStateException("the books are wrong: " + finding);
        });
        say("%,d purchases: each in the books once, the books are right", purchases);
    }

    private static long count(DataSource database, String what) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + what)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static void say(String text, Object... values) {
        System.out.println(text.formatted(values));
    }
}
