package org.namjai.sandbox.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.namjai.corda.network.Participant;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.LedgerKeys;
import org.namjai.sandbox.Ports;
import org.namjai.sandbox.Verification;
import org.namjai.sandbox.demo.Callers;
import org.namjai.sandbox.registries.Person;
import org.namjai.sandbox.registries.RegistriesApplication;
import org.namjai.sandbox.supervisor.Part;
import org.namjai.sandbox.supervisor.Supervisor;

/**
 * Two banks and an e-wallet misbehave and the platform is killed: whatever happens, each payee is paid once or the money
 * is the programme's again, and the participants' databases and the platform's books say the same of each. Without a
 * ledger, so the platform, the database server and the logins are this test's own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisbursementFaultsIT {
    private static final String BUA = "bua";
    private static final String KHAOHOM = "khaohom";
    private static final String E_WALLET = Installation.E_WALLET;
    private static final List<String> ALL = List.of(BUA, KHAOHOM, E_WALLET);

    private static final String PROGRAMME = "bench-payout";
    private static final long GRANT_SATANG = 1_000_000;

    /** Payees of one test at one participant; of the e-wallet's the half is still more than are told one by one. */
    private static final int EACH = 24;

    private static final String NEXT_ROUNDS =
            """
            from act_ru_job where handler_type_ = 'timer-intermediate-transition' and duedate_ > timezone('utc', now())
                and process_instance_id_ in (select id_ from act_ru_execution where business_key_ in (
                    select batch::text from disbursement where request_id = any(?)))
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Each test has payees of its own. */
    private enum Wave {
        CONNECTIONS,
        ANSWERS,
        HEARING,
        SENDING,
        ROUNDS
    }

    private record Payee(UUID request, Person person, String participant, String channel) {
        String account() {
            String digits = person.account();
            return switch (channel) {
                case "e-wallet" -> "1".repeat(15 - digits.length()) + digits;
                case "promptpay-mobile" -> "08" + digits.substring(digits.length() - 8);
                default -> digits;
            };
        }
    }

    private final Map<Wave, List<Payee>> payees = new EnumMap<>(Wave.class);
    private final Set<UUID> returned = new HashSet<>();
    private final Set<UUID> released = new HashSet<>();
    private Installation installation;
    private Supervisor supervisor;
    private PlatformPart platform;
    private Callers callers;
    private int benchExit;

    @BeforeAll
    void start() throws Exception {
        Path home = Path.of(System.getProperty("namjai.home", "../..")).toAbsolutePath();
        Path state = Path.of("target/disbursement-faults/" + System.currentTimeMillis())
                .toAbsolutePath();
        installation = Installation.withEWallet(home, state, Ports::free);
        var population = RegistriesApplication.populationOfTheSandbox();
        var parts = new ArrayList<Part>(
                List.of(new PostgresPart(installation), new KeycloakPart(installation, population)));
        installation
                .banks()
                .forEach(bank -> parts.add(new BankPart(installation, bank, "--namjai.bank.faults-allowed=true")));
        supervisor = new Supervisor(
                parts,
                (part, step, since) ->
                        System.out.printf("payouts: %s %s %.1f s%n", part, step, since.toMillis() / 1000.0));
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close));
        supervisor.start();
        benchExit = benched(state.resolve("disbursement.json"));
        make(population.people());
        platform = new PlatformPart(
                installation,
                "--namjai.ledger.enabled=false",
                // What a person changes counts at once.
                "--namjai.disbursement.cool-down=PT0S",
                // A killed platform's jobs are free again soon.
                "--camunda.bpm.job-execution.lock-time-in-millis=10000");
        platform.start();
        callers = new Callers(installation);
        installation.banks().forEach(this::register);
        for (List<Payee> wave : payees.values()) wave.forEach(this::openAccount);
        for (List<Payee> wave : payees.values()) wave.forEach(this::choose);
    }

    @AfterAll
    void stop() {
        if (platform != null) platform.stop();
        if (supervisor != null) supervisor.close();
    }

    /** What {@code ./namjai bench disbursement} runs once its participants do; the platform is in its own JVM. */
    private int benched(Path file) throws IOException, InterruptedException {
        return end(LedgerJvm.start(installation, "DisbursementBench", file.toString(), "1", "300"));
    }

    private static int end(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroy();
        }
    }

    /** Grants that wait for their day, before the platform runs. */
    private void make(List<Person> people) throws IOException, InterruptedException {
        int next = 0;
        for (Wave wave : Wave.values()) {
            var made = new ArrayList<Payee>();
            for (String participant : ALL) {
                // As few as are told one by one.
                int count = wave == Wave.SENDING && participant.equals(KHAOHOM) ? 8 : EACH;
                for (int i = 0; i < count; i++) {
                    String channel = !participant.equals(E_WALLET)
                            ? "bank-account"
                            : i < count / 2 ? "e-wallet" : "promptpay-mobile";
                    made.add(new Payee(UUID.randomUUID(), people.get(next++), participant, channel));
                }
            }
            payees.put(wave, made);
        }
        Path file = installation.state().resolve("payees.csv");
        Files.write(
                file,
                everybody()
                        .map(payee -> String.join(
                                ",",
                                payee.request().toString(),
                                payee.participant(),
                                payee.person().citizenId(),
                                payee.account()))
                        .toList());
        assertThat(end(LedgerJvm.start(installation, "MadePayouts", file.toString())))
                .isZero();
    }

    private void register(Participant participant) {
        List<String> capabilities = participant.id().equals(E_WALLET)
                ? List.of("e-wallet", "promptpay-mobile")
                : List.of("bank-account", "promptpay-national-id");
        callers.operator()
                .put(
                        "/api/v1/participants/" + participant.id(),
                        Map.of(
                                "nameTh", participant.nameTh(),
                                "nameEn", participant.nameEn(),
                                "x500Name", participant.x500Name(),
                                "baseUrl", installation.ports().bankUrl(participant.id()),
                                "ledgerPublicKeyset", new LedgerKeys(installation).publicKeyset(participant.id()),
                                "capabilities", capabilities));
    }

    private void openAccount(Payee payee) {
        customer(payee, payee.participant(), Map.of());
    }

    /** @param changes of what the participant would otherwise keep of its customer */
    private void customer(Payee payee, String participant, Map<String, ?> changes) {
        var body = new HashMap<String, Object>(Map.of(
                "citizenId", payee.person().citizenId(),
                "nameTh", payee.person().nameTh(),
                "account", payee.person().account()));
        if (payee.channel().equals("e-wallet")) body.put("eWalletId", payee.account());
        if (payee.channel().equals("promptpay-mobile")) body.put("mobile", payee.account());
        body.putAll(changes);
        callers.bankApp(participant).put("/api/v1/customers/" + payee.request(), body);
    }

    /** Whoever wants money in the e-wallet says so in the Super App. */
    private void choose(Payee payee) {
        if (!payee.participant().equals(E_WALLET)) return;
        callers.superApp()
                .post(
                        "/api/v1/payee-choices",
                        Map.of(
                                "citizenId", payee.person().citizenId(),
                                "participant", payee.participant(),
                                "channel", payee.channel(),
                                "account", payee.account()),
                        null);
    }

    /** A test that failed may have left it dead. */
    @BeforeEach
    void platformRuns() throws Exception {
        if (!platform.isAlive()) platform.start();
    }

    @AfterEach
    void banksAndBooksSayTheSameOfEveryPayee() throws Exception {
        behave();
        assertThat(differences()).isEmpty();
        assertConserved();
        StringWriter told = new StringWriter();
        assertThat(Verification.ofBooks(installation, new PrintWriter(told)))
                .as(told.toString())
                .isZero();
    }

    /** It fails by itself when the books and a participant's database differ in one payment. */
    @Test
    void benchmarkOfAMoment_paidEverybodyOnceAndGivesItsFigures() throws Exception {
        assertThat(benchExit).isZero();
        var metrics = new ArrayList<String>();
        for (JsonNode result : new ObjectMapper()
                .readTree(installation.state().resolve("disbursement.json").toFile())
                .path("results")) {
            metrics.add(result.path("metric").asText());
            assertThat(result.path("value").asDouble()).as("%s", result).isPositive();
        }
        assertThat(metrics)
                .contains(
                        "one payment at a time, JSON, 16 callers",
                        "in files, three participants, first round",
                        "retry rounds, payments tried");
    }

    @Test
    void slowRefusingAndConnectionLosingParticipants_payEverybodyOnce() throws Exception {
        faults(BUA, 2_000, "slow");
        faults(KHAOHOM, 0, "refuse");
        faults(E_WALLET, 0, "lose-connection");
        release(Wave.CONNECTIONS);
        until(() -> credited(BUA, Wave.CONNECTIONS) == EACH && credited(E_WALLET, Wave.CONNECTIONS) == EACH);
        assertThat(credited(KHAOHOM, Wave.CONNECTIONS)).isZero();
        assertThat(sent(Wave.CONNECTIONS)).as("of the slow bank alone").isIn(0L, (long) EACH);

        behave();
        untilEnded(Wave.CONNECTIONS);
    }

    @Test
    void answersTwiceLateInPartsContradictingAndOfUnknownPayments_areBookedOnce() throws Exception {
        faults(BUA, 0, "answer-twice");
        faults(KHAOHOM, 1_500, "answer-late", "answer-partly");
        faults(E_WALLET, 1_000, "answer-unknown", "contradict");
        release(Wave.ANSWERS);
        untilEnded(Wave.ANSWERS);
        // Whoever says that it did not pay after all takes nothing back; people hear of it.
        until(() -> incidents("refused-after-credit") == EACH);
        assertThat(incidents("unknown-instruction")).isEqualTo(2);
    }

    @Test
    void platformKilledBetweenSendingAndHearing_paysNobodyTwiceAndLosesNobody() throws Exception {
        for (String participant : ALL) faults(participant, 8_000, "answer-late");
        release(Wave.HEARING);
        until(() -> sent(Wave.HEARING) == 3 * EACH);
        assertThat(heard(Wave.HEARING)).isZero();
        platform.kill();

        platform.start();
        untilEnded(Wave.HEARING);
    }

    @Test
    void platformKilledInTheMiddleOfSending_paysNobodyTwiceAndLosesNobody() throws Exception {
        faults(BUA, 8_000, "slow");
        faults(KHAOHOM, 1_500, "slow");
        faults(E_WALLET, 0, "lose-connection");
        release(Wave.SENDING);
        until(() -> credited(BUA, Wave.SENDING) == EACH
                && credited(KHAOHOM, Wave.SENDING) > 0
                && credited(E_WALLET, Wave.SENDING) > 0);
        platform.kill();
        // They have paid what the platform does not know to be sent, and what comes one by one not all.
        assertThat(sent(Wave.SENDING)).isLessThan(8);
        assertThat(credited(KHAOHOM, Wave.SENDING)).isLessThan(8);

        behave();
        platform.start();
        untilEnded(Wave.SENDING);
    }

    /** Of four neighbours one is found at once, one in the second round, one by PromptPay, and one never. */
    @Test
    void refusedPayees_arePaidInTheRoundThatFindsThemOrTheMoneyGoesBack() throws Exception {
        for (String participant : ALL) faults(participant, 500, "answer-twice", "answer-partly");
        List<Payee> wave = of(Wave.ROUNDS);
        for (int i = 0; i < wave.size(); i++) {
            if (i % 4 > 0) customer(wave.get(i), wave.get(i).participant(), Map.of("state", "closed"));
            if (i % 4 == 3) returned.add(wave.get(i).request());
        }
        release(Wave.ROUNDS);
        untilEveryBatchWaitsForItsNextRound();
        for (int i = 1; i < wave.size(); i += 4) openAccount(wave.get(i));
        aMonthPasses();
        untilEveryBatchWaitsForItsNextRound();
        for (int i = 2; i < wave.size(); i += 4) linkPromptPay(wave.get(i));
        aMonthPasses();
        untilEveryBatchWaitsForItsNextRound();
        aMonthPasses();
        untilEnded(Wave.ROUNDS);
        assertThat(credited(E_WALLET, Wave.ROUNDS)).isEqualTo(EACH / 2);
        assertThat(credited(KHAOHOM, Wave.ROUNDS)).isEqualTo(EACH * 3 / 4);
        assertThat(credited(BUA, Wave.ROUNDS)).as("with those of the e-wallet").isEqualTo(EACH);
    }

    private void linkPromptPay(Payee payee) {
        customer(
                payee,
                payee.participant().equals(E_WALLET) ? BUA : payee.participant(),
                Map.of("account", "9" + payee.person().account(), "nationalIdLinked", true));
    }

    private void faults(String participant, long delayMillis, String... faults) {
        callers.bankApp(participant)
                .put("/api/v1/faults", Map.of("faults", List.of(faults), "delayMillis", delayMillis));
    }

    private void behave() {
        for (String participant : ALL) faults(participant, 0);
    }

    /** The day has come that the calendar named. */
    private void release(Wave wave) throws SQLException {
        released.addAll(requests(wave));
        update("update disbursement set due_on = current_date - 1 where request_id = any(?)", wave);
    }

    private void untilEveryBatchWaitsForItsNextRound() {
        until(() -> number("select count(*) " + NEXT_ROUNDS, Wave.ROUNDS) == ALL.size());
    }

    private void aMonthPasses() throws SQLException {
        update(
                "update act_ru_job set duedate_ = timezone('utc', now()) where id_ in (select id_ " + NEXT_ROUNDS + ")",
                Wave.ROUNDS);
    }

    private void untilEnded(Wave wave) {
        until(() -> number(
                        "select count(*) from disbursement where state in ('paid', 'returned') and request_id = any(?)",
                        wave)
                == of(wave).size());
    }

    /** At each moment that is looked at, the money is all there. */
    private void until(Callable<Boolean> reached) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertConserved();
            return reached.call();
        });
    }

    private void assertConserved() throws SQLException {
        try (Connection books = connect("platform");
                PreparedStatement select = books.prepareStatement(
                        """
                        select coalesce(sum(balance_satang) filter (where kind = 'entitlement'), 0) as committed,
                            coalesce(sum(balance_satang) filter (where kind = 'clearing'), 0) as in_flight,
                            coalesce(sum(balance_satang) filter (where kind in ('paid', 'wallet')), 0) as paid,
                            coalesce(sum(balance_satang) filter (where kind = 'budget'), 0) as returned,
                            -sum(balance_satang) filter (where kind = 'appropriation') as appropriated
                        from account where programme = ?
                        """)) {
            select.setString(1, PROGRAMME);
            ResultSet row = select.executeQuery();
            row.next();
            assertThat(row.getLong("committed")
                            + row.getLong("in_flight")
                            + row.getLong("paid")
                            + row.getLong("returned"))
                    .as("committed + in flight + paid + returned")
                    .isEqualTo(row.getLong("appropriated"))
                    .isPositive();
        }
    }

    /** As far as the platform knows. */
    private long sent(Wave wave) throws SQLException {
        return number(
                """
                select count(*) from disbursement_instruction i join disbursement d on d.id = i.disbursement
                left join disbursement_file f on f.id = i.file
                where (i.told or f.sent_at is not null) and d.request_id = any(?)
                """,
                wave);
    }

    private long heard(Wave wave) throws SQLException {
        return number(
                """
                select count(*) from disbursement_instruction i join disbursement d on d.id = i.disbursement
                where i.outcome is not null and d.request_id = any(?)
                """,
                wave);
    }

    /** By the participant's own books. */
    private long credited(String participant, Wave wave) throws SQLException {
        Map<UUID, UUID> requestOf = new HashMap<>();
        for (Told told : told()) requestOf.put(told.id(), told.request());
        Set<UUID> wanted = Set.copyOf(requests(wave));
        return credits(participant).keySet().stream()
                .filter(id -> wanted.contains(requestOf.get(id)))
                .count();
    }

    private long incidents(String kind) {
        long found = 0;
        for (JsonNode incident : callers.operator().get("/api/v1/disbursements/incidents")) {
            if (incident.path("kind").asText().equals(kind)) found++;
        }
        return found;
    }

    /** An instruction as the platform's books have it. */
    private record Told(UUID id, UUID request, String participant, String state, boolean confirmed) {}

    /** Item by item: what the books confirm was credited once there, and nothing else was; each payee has one end. */
    private List<String> differences() throws SQLException {
        var wrong = new ArrayList<String>();
        Map<String, Map<UUID, Long>> credits = new HashMap<>();
        for (String participant : ALL) {
            credits.put(participant, credits(participant));
            if (holdsAnotherAmount(participant)) wrong.add("a customer of " + participant + " was paid twice");
        }
        Map<UUID, Integer> paid = new HashMap<>();
        for (Told told : told()) {
            Long credit =
                    credits.getOrDefault(told.participant(), new HashMap<>()).remove(told.id());
            boolean right = told.confirmed() ? Long.valueOf(GRANT_SATANG).equals(credit) : credit == null;
            if (!right) wrong.add(told + " was credited " + credit);
            if (!told.state().equals(told.confirmed() ? "confirmed" : "cancelled")) wrong.add(told + " has no end");
            if (told.confirmed()) paid.merge(told.request(), 1, Integer::sum);
        }
        credits.forEach((at, left) -> left.forEach((id, credit) -> wrong.add(at + " credited " + id + " untold")));
        Map<UUID, String> states = states();
        for (UUID request : released) {
            String expected = returned.contains(request) ? "returned" : "paid";
            int times = expected.equals("paid") ? 1 : 0;
            if (!expected.equals(states.get(request)) || paid.getOrDefault(request, 0) != times) {
                wrong.add(request + " is " + states.get(request) + " and was paid " + paid.get(request) + " times");
            }
        }
        return wrong;
    }

    private List<Told> told() throws SQLException {
        try (Connection connection = connect("platform");
                PreparedStatement select = connection.prepareStatement(
                        """
                        select i.id, d.request_id, i.participant, i.state,
                            exists (select from transfer t where t.key = 'confirm/' || i.id) as confirmed
                        from disbursement_instruction i join disbursement d on d.id = i.disbursement
                        """)) {
            var told = new ArrayList<Told>();
            ResultSet row = select.executeQuery();
            while (row.next()) {
                told.add(new Told(
                        row.getObject("id", UUID.class),
                        row.getObject("request_id", UUID.class),
                        row.getString("participant"),
                        row.getString("state"),
                        row.getBoolean("confirmed")));
            }
            return told;
        }
    }

    private Map<UUID, String> states() throws SQLException {
        try (Connection connection = connect("platform");
                PreparedStatement select = connection.prepareStatement("select request_id, state from disbursement")) {
            var states = new HashMap<UUID, String>();
            ResultSet row = select.executeQuery();
            while (row.next()) states.put(row.getObject("request_id", UUID.class), row.getString("state"));
            return states;
        }
    }

    /** What each instruction was credited with, in satang, in the participant's own books. */
    private Map<UUID, Long> credits(String participant) throws SQLException {
        try (Connection connection = connect("bank_" + participant);
                PreparedStatement select = connection.prepareStatement(
                        """
                        select substr(key, 8)::uuid as id, sum(amount_satang)::bigint as satang
                        from book_transfer where key like 'credit/%' group by key
                        """)) {
            var credits = new HashMap<UUID, Long>();
            ResultSet row = select.executeQuery();
            while (row.next()) credits.put(row.getObject("id", UUID.class), row.getLong("satang"));
            return credits;
        }
    }

    /** Nobody here has another income than one grant. */
    private boolean holdsAnotherAmount(String participant) throws SQLException {
        try (Connection connection = connect("bank_" + participant);
                PreparedStatement select = connection.prepareStatement("select exists (select from book_account"
                        + " where kind = 'deposit' and balance_satang <> " + GRANT_SATANG + ")")) {
            ResultSet row = select.executeQuery();
            row.next();
            return row.getBoolean(1);
        }
    }

    private long number(String sql, Wave wave) throws SQLException {
        try (Connection connection = connect("platform");
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("uuid", requests(wave).toArray()));
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private void update(String sql, Wave wave) throws SQLException {
        try (Connection connection = connect("platform");
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setArray(1, connection.createArrayOf("uuid", requests(wave).toArray()));
            update.executeUpdate();
        }
    }

    private Connection connect(String login) throws SQLException {
        return DriverManager.getConnection(
                installation.ports().jdbcUrl(login), login, DatabaseServer.password(installation, login));
    }

    private List<Payee> of(Wave wave) {
        return payees.getOrDefault(wave, List.of());
    }

    private List<UUID> requests(Wave wave) {
        return of(wave).stream().map(Payee::request).toList();
    }

    private Stream<Payee> everybody() {
        return payees.values().stream().flatMap(List::stream);
    }
}
