package org.namjai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.namjai.sandbox.demo.Caller;
import org.namjai.sandbox.demo.Caller.Answer;
import org.namjai.sandbox.demo.Callers;
import org.namjai.sandbox.demo.Shop;
import org.namjai.sandbox.registries.Person;

/** However the platform and its database die while people pay: each answer holds, and nobody spends what is not there. */
class PaymentFaultsIT {
    private static final int PEOPLE = 30;
    private static final int PAYERS_AT_ONCE = 6;
    /** As many as the limit of a minute, so that only the balance refuses. */
    private static final int PAYMENTS = 10;

    private static final long SATANG = 150_000;
    /** Of a grant of 10,000 baht. */
    private static final int AFFORDABLE = 6;

    private static final int CONNECTIONS_OF_KEYCLOAK = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RunningSandbox sandbox = RunningSandbox.shared();
    private final Callers callers = new Callers(sandbox.installation());
    private final Grants grants = new Grants(callers, "payment-faults");

    /** What the payer's bank said of each payment. */
    private final Map<UUID, String> answered = new ConcurrentHashMap<>();

    private record Payer(Person person, String wallet, Shop shop) {}

    @Test
    void platformAndDatabaseKilledWhilePeoplePay_eachAuthorisedPaymentIsInTheBooksOnce_andNobodyOverspends()
            throws Exception {
        List<Payer> payers = payers();
        ExecutorService apps = Executors.newFixedThreadPool(PAYERS_AT_ONCE);
        try {
            List<Future<?>> paying = new ArrayList<>();
            for (Payer payer : payers) paying.add(apps.submit(() -> shop(payer)));
            int all = PEOPLE * PAYMENTS;
            afterAnswers(all / 6, "the platform", () -> sandbox.crash("platform"));
            afterAnswers(all / 3, "its database", this::crashDatabase);
            afterAnswers(all / 2, "the platform", () -> sandbox.crash("platform"));
            for (Future<?> one : paying) one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            apps.shutdownNow();
        }
        List<String> authorised = answered.entrySet().stream()
                .filter(answer -> answer.getValue().equals("authorised"))
                .map(answer -> answer.getKey().toString())
                .toList();
        assertThat(answered).hasSize(PEOPLE * PAYMENTS);
        assertThat(authorised).hasSize(PEOPLE * AFFORDABLE);
        assertThat(ofOurs("p.id from payment p %s where p.outcome = 'authorised'", payers))
                .containsExactlyInAnyOrderElementsOf(authorised);
        assertThat(ofOurs(
                        "t.cause from payment p %s join transfer t on t.cause = p.id and t.kind = 'purchase'", payers))
                .containsExactlyInAnyOrderElementsOf(authorised);
        assertThat(ofOurs(
                        "u.day_payments from (select distinct p.programme, p.subject from payment p %s) p"
                                + " join spending_use u on u.id = md5(p.programme || '/payer/' || p.subject)::uuid",
                        payers))
                .as("counted beside what was paid, and nothing else")
                .hasSize(PEOPLE)
                .containsOnly(String.valueOf(AFFORDABLE));
        StringWriter told = new StringWriter();
        assertThat(Verification.ofBooks(sandbox.installation(), new PrintWriter(told)))
                .as(told.toString())
                .isZero();
    }

    @FunctionalInterface
    private interface Fault {
        void strike() throws Exception;
    }

    private void afterAnswers(int many, String what, Fault fault) throws Exception {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> answered.size() >= many);
        System.out.printf("%s killed after %d answers%n", what, answered.size());
        fault.strike();
    }

    /** PostgreSQL takes one killed process for a crash: it ends all others and recovers from its log. */
    private void crashDatabase() throws SQLException {
        String process = sandbox.database("select pid from pg_stat_activity where pid <> pg_backend_pid()"
                        + " and usename = current_user and datname = current_database() limit 1")
                .get(0);
        assertThat(ProcessHandle.of(Long.parseLong(process)).orElseThrow().destroyForcibly())
                .isTrue();
        letKeycloakRecover();
    }

    /** It shares the server, and answers 500 once for each of its connections that was cut. */
    private void letKeycloakRecover() {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(CommandFailure.class)
                .until(() -> IntStream.range(0, CONNECTIONS_OF_KEYCLOAK)
                        .allMatch(i -> !new Caller(sandbox.installation(), "sandbox-operator", "")
                                .bearer()
                                .isEmpty()));
    }

    private List<String> ofOurs(String sql, List<Payer> payers) throws SQLException {
        UUID[] wallets =
                payers.stream().map(payer -> UUID.fromString(payer.wallet())).toArray(UUID[]::new);
        return sandbox.database(
                "select " + sql.formatted("join (select unnest(?::uuid[]) id) w on w.id = p.wallet_id"),
                (Object) wallets);
    }

    /** All the payments that one person tries, each until there is an answer. */
    private void shop(Payer payer) {
        Caller bank = callers.bankApp(payer.person().bank());
        for (int i = 0; i < PAYMENTS; i++) {
            UUID key = UUID.randomUUID();
            Map<String, ?> purchase = Map.of(
                    "merchantId", payer.shop().id().toString(),
                    "amountSatang", SATANG,
                    "goodsClasses", List.of("food"),
                    "faceToFace", payer.shop().meeting(Instant.now()));
            Answer answer = await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .until(
                            () -> bank.call(
                                    "POST",
                                    "/api/v1/wallets/" + payer.wallet() + "/payments",
                                    purchase,
                                    key.toString()),
                            PaymentFaultsIT::isDecided);
            answered.put(key, answer.body().path("outcome").asText());
        }
    }

    private static boolean isDecided(Answer answer) {
        String outcome = answer.body().path("outcome").asText();
        return outcome.equals("authorised") || outcome.equals("refused");
    }

    /** People with their whole grant, and for each a shop of the own district. */
    private List<Payer> payers() {
        List<Person> people = people();
        List<String> requests = people.stream().map(grants::ask).toList();
        await().atMost(PATIENCE).until(() -> requests.stream().allMatch(grants::isPaid));
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> new Payer(people.get(i), grants.wallet(people.get(i)), shopOf(people.get(i))))
                .toList();
    }

    /** Eligible ones whom no other test takes. */
    private List<Person> people() {
        List<Person> all = sandbox.population().people();
        return all.subList(all.size() * 5 / 8, all.size() * 3 / 4).stream()
                .filter(Grants::isEligible)
                .limit(PEOPLE)
                .toList();
    }

    private Shop shopOf(Person person) {
        var shop = new Shop(UUID.randomUUID(), "ร้านทนทาน", "small-shop", person.district());
        grants.register(shop, shop.bank());
        return shop;
    }
}
