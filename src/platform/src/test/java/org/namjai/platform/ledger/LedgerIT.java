package org.namjai.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import net.corda.client.rpc.CordaRPCClient;
import net.corda.client.rpc.CordaRPCClientConfiguration;
import net.corda.core.node.services.Vault;
import net.corda.core.node.services.vault.PageSpecification;
import net.corda.core.node.services.vault.QueryCriteria.LinearStateQueryCriteria;
import net.corda.core.utilities.NetworkHostAndPort;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.network.CordaNetwork;
import org.namjai.corda.network.NetworkException;
import org.namjai.corda.network.NodeSettings;
import org.namjai.corda.network.Ports;
import org.namjai.corda.network.RpcUser;
import org.namjai.corda.network.RunningNetwork;
import org.namjai.corda.reader.Difference;
import org.namjai.corda.reader.LedgerVerification;
import org.namjai.corda.reader.LedgerVerification.State;
import org.namjai.corda.reader.PageReceipt;
import org.namjai.corda.reader.RemoteNode;
import org.namjai.platform.TestDatabase;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.ChainId;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * The publisher on real parts: PostgreSQL, the books, a Corda network with one bank, whose gateway is the only thing
 * played here. Each test has a programme, and so a chain, of its own; the network is started once.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = LedgerIT.Parts.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class LedgerIT {
    private static final ParticipantId BUA = new ParticipantId("bua");
    private static final String BUA_NAME = "O=Bua Bank, L=Bangkok, C=TH";
    private static final Pseudonym PERSON = new Pseudonym("mfrggzdfmztwq2lknnwg23tpobyxe43u");
    private static final RpcUser RPC = new RpcUser("platform", "for-tests-only");
    private static final Path HOME = Path.of(System.getProperty("namjai.home"), "src/platform/target");
    private static final Duration LONG = Duration.ofSeconds(60);

    // The network outlives a run, and with it the chains: every run has programmes of its own.
    private static final String RUN = Long.toString(System.nanoTime(), 36);
    private static final String DOWN_THEN_UP = "down-then-up-" + RUN;
    private static final String RECEIPTS = "receipts-" + RUN;
    private static final String REFUSED = "refused-" + RUN;
    private static final String GOES_ON = "goes-on-" + RUN;
    private static final String SILENT = "silent-" + RUN;
    private static final String CUT = "cut-" + RUN;

    private static final Gateway GATEWAY = new Gateway();
    private static final Door DOOR = door();
    private static @Nullable RunningNetwork network;

    @Autowired
    private Books books;

    @Autowired
    private Participants participants;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Lag lag;

    @Autowired
    private LedgerHealthIndicator health;

    @Autowired
    private CrashingRecorder recorder;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private LedgerVerification verification;

    @Autowired
    private Receipts receipts;

    @Autowired
    private JdbcClient jdbc;

    @SpringBootConfiguration
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    @ComponentScan(
            basePackageClasses = {Books.class, Participants.class, Ledger.class},
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.web\\..*"))
    static class Parts {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        @Primary
        CrashingRecorder crashingRecorder(DgaNode node) {
            return new CrashingRecorder(node);
        }
    }

    /** Dies, once it is told to, on the way there or after the ledger has the page and before the platform knows. */
    static final class CrashingRecorder implements Recorder {
        enum Place {
            BEFORE,
            AFTER
        }

        final AtomicReference<@Nullable Place> next = new AtomicReference<>();
        private final DgaNode node;

        CrashingRecorder(DgaNode node) {
            this.node = node;
        }

        @Override
        public Recording record(Page page, String participantName) {
            var crash = next.getAndSet(null);
            if (crash == Place.BEFORE) {
                throw new IllegalStateException("planned crash before the page is sent");
            }
            var recording = node.record(page, participantName);
            if (crash == Place.AFTER) {
                assertThat(recording).isInstanceOf(Recording.Recorded.class);
                throw new IllegalStateException("planned crash after the page is recorded");
            }
            return recording;
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException, GeneralSecurityException {
        TestDatabase.register(registry);
        var keyset = Files.createTempFile(HOME, "ledger-it-dga", ".json");
        Files.writeString(keyset, PageVectors.read().dgaPrivateKeyset());
        keyset.toFile().deleteOnExit();
        registry.add("namjai.ledger.rpc-address", DOOR::address);
        registry.add("namjai.ledger.rpc-username", RPC::name);
        registry.add("namjai.ledger.rpc-password", RPC::password);
        registry.add("namjai.ledger.keyset", keyset::toString);
        registry.add("namjai.ledger.page-size", () -> 10);
        registry.add("namjai.ledger.page-age", () -> "300ms");
        registry.add("namjai.ledger.retry-to", () -> "2s");
    }

    @BeforeEach
    void registered() {
        participants.register(new Participant(
                BUA,
                "ธนาคารบัว",
                "Bua Bank",
                BUA_NAME,
                URI.create("http://localhost:1"),
                PageVectors.read().participantPublicKeyset(),
                Participant.State.LIVE));
    }

    @AfterAll
    static void stop() throws IOException {
        DOOR.close();
        GATEWAY.close();
        if (network != null) {
            network.close();
        }
    }

    @Test
    @Order(1)
    void nodeDownThenUp_backlogDrainsInOrder() throws Exception {
        commit(DOWN_THEN_UP, 25);
        await().atMost(LONG).until(() -> health.health().getStatus().equals(new Status("BEHIND")));
        assertThat(of(DOWN_THEN_UP).behind()).isEqualTo(25);
        assertThat(meters.get("namjai.ledger.lag.transitions")
                        .tag("programme", DOWN_THEN_UP)
                        .gauge()
                        .value())
                .isEqualTo(25);

        startNetwork();
        awaitRecorded(DOWN_THEN_UP, 25);

        var recorded = ledger.pages(DOWN_THEN_UP, "bua", 0);
        assertThat(recorded).extracting(PageView::number).containsExactly(1L, 2L, 3L);
        assertThat(recorded).extracting(PageView::transitions).containsExactly(10, 10, 5);
        assertThat(recorded).extracting(page -> page.totals().committed()).containsExactly(1000L, 2000L, 2500L);
        assertThat(vault(DOWN_THEN_UP)).isEqualTo(onLedger(recorded));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    @Order(2)
    void receiptOfEveryTransition_leadsToTheRootInTheNodesVault() throws Exception {
        startNetwork();
        commit(RECEIPTS, 13);
        awaitRecorded(RECEIPTS, 13);

        var vault = vault(RECEIPTS);
        for (long number = 1; number <= 13; number++) {
            var receipt = ledger.receipt(RECEIPTS, "bua", number).orElseThrow();
            assertThat(receipt.claim().isConsistent()).isTrue();
            assertThat(vault).contains(receipt.page() + " " + receipt.root() + " " + receipt.transactionId());
            assertThat(receipt.transition().number()).isEqualTo(number);
            assertThat(receipt.transition().subject()).isEqualTo(PERSON.value());
        }
        assertThat(ledger.receipt(RECEIPTS, "bua", 14)).isEmpty();
    }

    @Test
    @Order(7)
    void receipt_isProvenByEitherNode_andAForgedOneByNeither() throws Exception {
        var receipt = ledger.receipt(RECEIPTS, "bua", 12).orElseThrow();
        try (var bank = new RemoteNode(running().rpcAddress("bua"), RPC.name(), RPC.password())) {
            assertThat(receipts.objection(receipt)).isEmpty();
            assertThat(receipt.claim().checkedWith(bank)).isInstanceOf(PageReceipt.Check.Holds.class);

            var t = receipt.transition();
            var dearer = new Transition(t.number(), t.kind(), 999, t.subject(), t.counterparty(), t.cause(), t.at());
            assertThat(receipts.objection(with(receipt, receipt.number(), receipt.root(), dearer)))
                    .contains("The ledger's transition says something else than the receipt.");
            assertThat(receipts.objection(with(receipt, 11, receipt.root(), t)))
                    .contains("The transition does not stand at this place of the page.");
            assertThat(with(receipt, 12, "AB".repeat(32), t).claim().checkedWith(bank))
                    .isEqualTo(new PageReceipt.Check.Fails(
                            "The Merkle path does not lead from the transition to the root."));
        }
    }

    private static Receipt with(Receipt r, long number, String root, Transition transition) {
        return new Receipt(
                r.programme(),
                r.participant(),
                number,
                r.page(),
                r.index(),
                r.transitions(),
                r.encrypted(),
                r.path(),
                root,
                r.transactionId(),
                transition);
    }

    @Test
    @Order(8)
    void nodeAwayInTheMiddle_verificationGoesOnLater_andIsClean() throws Exception {
        DOOR.shut();
        assertThat(verified().state()).isEqualTo(State.UNFINISHED);
        openDoor();

        var run = verified();
        assertThat(differences(run)).isEmpty();
        assertThat(run.chains())
                .filteredOn(chain -> chain.programme().equals(DOWN_THEN_UP))
                .singleElement()
                .satisfies(chain -> {
                    assertThat(chain.transitions()).isEqualTo(25);
                    assertThat(chain.newestPage()).isEqualTo(3);
                    assertThat(chain.pagesLeft()).isZero();
                });
    }

    @Test
    @Order(9)
    void amountChangedOrRowDeletedInTheBooks_isFoundAndNamed() throws Exception {
        tamper("update transfer set amount_satang = amount_satang + 1", DOWN_THEN_UP, 13);
        assertThat(differences(verified()))
                .containsExactly(
                        new Difference(DOWN_THEN_UP, "bua", 2, 13L, "The books have 101 satang, the ledger has 100."));

        tamper("delete from transfer", DOWN_THEN_UP, 4);
        assertThat(differences(verified()))
                .as("the first of the chain")
                .containsExactly(new Difference(DOWN_THEN_UP, "bua", 1, 4L, "The books have no such transfer."));
    }

    @Test
    @Order(10)
    void bytesOfAPageChangedInTheNodesStore_areFoundAndThePageIsNamed() throws Exception {
        var carried = Base64.getDecoder()
                .decode(ledger.receipt(CUT, "bua", 2).orElseThrow().encrypted());
        var store = HOME.resolve("ledger-it-network/nodes/dga/persistence.mv.db");
        running().close();
        network = null;
        assertThat(flip(store, carried)).as("copies of the transition").isPositive();
        try {
            startNetwork();
            assertThat(differences(verified()))
                    .filteredOn(difference -> difference.programme().equals(CUT))
                    .singleElement()
                    .satisfies(difference -> {
                        assertThat(difference.page()).isEqualTo(1);
                        assertThat(difference.reason()).contains("transaction");
                    });
        } finally {
            running().close();
            network = null;
            carried[20] ^= 1;
            flip(store, carried);
        }
    }

    /** Changes a bit wherever the file has these bytes; says how often. */
    private static int flip(Path file, byte[] bytes) throws IOException {
        var content = Files.readAllBytes(file);
        int found = 0;
        for (int at = 0; at + bytes.length <= content.length; at++) {
            if (content[at] == bytes[0] && Arrays.equals(content, at, at + bytes.length, bytes, 0, bytes.length)) {
                content[at + 20] ^= 1;
                found++;
            }
        }
        Files.write(file, content);
        return found;
    }

    /** As somebody who owns the database would. */
    private void tamper(String change, String programme, long number) {
        jdbc.sql("alter table transfer disable trigger all").update();
        jdbc.sql(
                        change
                                + " where number = ? and chain = (select id from chain where programme = ? and participant = ?)")
                .params(number, programme, "bua")
                .update();
        jdbc.sql("alter table transfer enable always trigger transfer_is_insert_only")
                .update();
    }

    private LedgerVerification.Run verified() {
        verification.start();
        return await().atMost(LONG).until(() -> verification.last().orElseThrow(), run -> run.state() != State.RUNNING);
    }

    /** Of this run's programmes: the network may hold chains that an earlier run made. */
    private static List<Difference> differences(LedgerVerification.Run run) {
        assertThat(run.failure()).isNull();
        return run.differences().stream()
                .filter(difference -> difference.programme().endsWith(RUN))
                .toList();
    }

    @Test
    @Order(3)
    void crashOnEitherSideOfFinality_leavesExactlyOnePage() throws Exception {
        startNetwork();
        for (var place : CrashingRecorder.Place.values()) {
            var programme = "crash-" + place.name().toLowerCase(Locale.ROOT) + "-" + RUN;
            recorder.next.set(place);
            commit(programme, 10);
            awaitRecorded(programme, 10);

            assertThat(recorder.next).hasValue(null);
            var recorded = ledger.pages(programme, "bua", 0);
            assertThat(recorded).extracting(PageView::number).containsExactly(1L);
            assertThat(vault(programme)).isEqualTo(onLedger(recorded));
            assertThat(GATEWAY.reviewed(programme)).isEqualTo(1);
        }
    }

    @Test
    @Order(4)
    void refusedPage_stopsOnlyItsChain_untilAnOperatorLetsItGoOn() throws Exception {
        startNetwork();
        GATEWAY.refuses.add(REFUSED);
        commit(REFUSED, 10);
        await().atMost(LONG).until(() -> of(REFUSED).stopped());
        commit(REFUSED, 10);
        commit(GOES_ON, 10);
        awaitRecorded(GOES_ON, 10);

        assertThat(of(REFUSED).recorded()).isZero();
        assertThat(ledger.pages(REFUSED, "bua", 0)).extracting(PageView::state).containsExactly("sealed");
        assertThat(ledger.incidents()).hasSize(1).first().satisfies(incident -> {
            assertThat(incident.programme()).isEqualTo(REFUSED);
            assertThat(incident.kind()).isEqualTo("page-refused");
            assertThat(incident.transition()).isEqualTo(2);
            assertThat(incident.reason()).isEqualTo("this bank made no such credit");
        });
        assertThat(health.health().getStatus()).isEqualTo(new Status("STOPPED"));
        assertThat(meters.get("namjai.ledger.chains.stopped").gauge().value()).isEqualTo(1);

        GATEWAY.refuses.remove(REFUSED);
        assertThat(ledger.resume(REFUSED, "bua", "operator1")).isTrue();
        awaitRecorded(REFUSED, 20);
        assertThat(ledger.resume(REFUSED, "bua", "operator1")).isFalse();
        assertThat(ledger.incidents()).allMatch(incident -> incident.settledAt() != null);
    }

    @Test
    @Order(5)
    void gatewaySilent_pageIsRecordedWhenItAnswers() throws Exception {
        startNetwork();
        GATEWAY.silences.set(2);
        commit(SILENT, 3);
        awaitRecorded(SILENT, 3);

        assertThat(GATEWAY.silences).hasValueLessThanOrEqualTo(0);
        assertThat(vault(SILENT)).hasSize(1);
    }

    @Test
    @Order(6)
    void connectionCut_isMadeAnew() throws Exception {
        startNetwork();
        commit(CUT, 3);
        awaitRecorded(CUT, 3);
        DOOR.shut();
        commit(CUT, 3);
        await().atMost(LONG).until(() -> health.health().getDetails().toString().contains("waitingFor"));
        openDoor();
        awaitRecorded(CUT, 6);

        assertThat(vault(CUT)).hasSize(2);
    }

    private void commit(String programme, int count) {
        var id = new ProgrammeId(programme);
        var entitlement = AccountRef.entitlement(id, PERSON);
        books.open(AccountRef.appropriation(id));
        books.open(AccountRef.budget(id));
        books.open(entitlement);
        var orders = new ArrayList<TransferOrder>();
        orders.add(TransferOrder.of(
                UUID.randomUUID().toString(),
                TransferKind.APPROPRIATE,
                AccountRef.appropriation(id),
                AccountRef.budget(id),
                100L * count));
        for (int i = 0; i < count; i++) {
            orders.add(TransferOrder.of(
                            UUID.randomUUID().toString(), TransferKind.COMMIT, AccountRef.budget(id), entitlement, 100)
                    .at(BUA)
                    .about(PERSON)
                    .because(UUID.randomUUID()));
        }
        assertThat(books.post(orders)).isInstanceOf(Posting.Posted.class);
    }

    private void awaitRecorded(String programme, long transitions) {
        await().atMost(LONG).until(() -> of(programme).recorded() == transitions);
        lag.refresh();
        assertThat(of(programme).behind()).isZero();
    }

    private Lag.Of of(String programme) {
        lag.refresh();
        var chain = new ChainId(new ProgrammeId(programme), BUA);
        return lag.last().stream()
                .filter(l -> l.chain().equals(chain))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> onLedger(List<PageView> recorded) {
        return recorded.stream()
                .map(page -> page.number() + " " + page.root() + " " + page.transactionId())
                .toList();
    }

    /** The programme's pages as the bank's own node holds them, in order, without the one that opens the chain. */
    private static List<String> vault(String programme) {
        var client = new CordaRPCClient(
                NetworkHostAndPort.parse(running().rpcAddress("bua")), CordaRPCClientConfiguration.DEFAULT, Set.of());
        try (var connection = client.start(RPC.name(), RPC.password())) {
            return connection
                    .getProxy()
                    .vaultQueryByWithPagingSpec(
                            LedgerPage.class,
                            new LinearStateQueryCriteria(
                                    null, null, List.of(programme + "/bua"), Vault.StateStatus.ALL),
                            new PageSpecification(1, 200))
                    .getStates()
                    .stream()
                    .filter(page -> page.getState().getData().getNumber() > 0)
                    .sorted(Comparator.comparing(
                            page -> page.getState().getData().getNumber()))
                    .map(page -> page.getState().getData().getNumber() + " "
                            + page.getState().getData().getMerkleRoot() + " "
                            + page.getRef().getTxhash())
                    .toList();
        }
    }

    private static RunningNetwork running() {
        if (network == null) {
            throw new IllegalStateException("the network is not started");
        }
        return network;
    }

    private static void startNetwork() throws Exception {
        if (network == null) {
            var directory = HOME.resolve("ledger-it-network");
            try {
                network = startNetwork(directory);
            } catch (NetworkException e) {
                if (e.trouble() != NetworkException.Trouble.OTHER_NETWORK) {
                    throw e;
                }
                // Left by a build with other contracts.
                FileSystemUtils.deleteRecursively(directory);
                network = startNetwork(directory);
            }
        }
        openDoor();
    }

    private static RunningNetwork startNetwork(Path directory) throws Exception {
        return CordaNetwork.in(directory)
                .node(new NodeSettings("notary", "O=Notary, L=Bangkok, C=TH", true, Ports.FREE, RPC, Map.of()))
                .node(new NodeSettings("dga", LedgerPage.DGA.toString(), false, Ports.FREE, RPC, Map.of()))
                .node(new NodeSettings("bua", BUA_NAME, false, Ports.FREE, RPC, GATEWAY.cordappConfig()))
                .start(event -> {});
    }

    private static void openDoor() throws IOException {
        DOOR.open(NetworkHostAndPort.parse(running().rpcAddress("dga")).getPort());
    }

    private static Door door() {
        try {
            return new Door();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bank's gateway, which agrees unless it is told otherwise. */
    private static final class Gateway {
        final Set<String> refuses = ConcurrentHashMap.newKeySet();
        final AtomicInteger silences = new AtomicInteger();
        private final List<String> agreed = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        Gateway() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/internal/ledger/review", this::review);
            server.start();
        }

        Map<String, String> cordappConfig() {
            return Map.of(
                    "gatewayUrl",
                    "http://127.0.0.1:" + server.getAddress().getPort(),
                    "gatewayToken",
                    "for-tests-only");
        }

        long reviewed(String programme) {
            return agreed.stream().filter(programme::equals).count();
        }

        private void review(HttpExchange exchange) throws IOException {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            var programme = form.substring(form.indexOf('=') + 1, form.indexOf('&'));
            boolean silent = silences.getAndDecrement() > 0;
            boolean refused = refuses.contains(programme);
            if (!silent && !refused) {
                agreed.add(programme);
            }
            var answer = (refused ? "no: 2 this bank made no such credit" : "yes").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(silent ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        }

        void close() {
            server.stop(0);
        }
    }
}
