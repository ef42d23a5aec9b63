package org.namjai.corda.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import net.corda.client.rpc.CordaRPCClient;
import net.corda.client.rpc.CordaRPCConnection;
import net.corda.core.concurrent.CordaFuture;
import net.corda.core.contracts.StateAndRef;
import net.corda.core.crypto.SecureHash;
import net.corda.core.identity.CordaX500Name;
import net.corda.core.identity.Party;
import net.corda.core.messaging.CordaRPCOps;
import net.corda.core.node.services.Vault;
import net.corda.core.node.services.vault.QueryCriteria;
import net.corda.core.utilities.NetworkHostAndPort;
import net.corda.core.utilities.OpaqueBytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.contracts.MerkleTree;
import org.namjai.corda.contracts.PackedTransitions;
import org.namjai.corda.contracts.RecordedPage;
import org.namjai.corda.contracts.Totals;
import org.namjai.corda.workflows.RecordPage;

/** Pages recorded through the real flows on four real nodes, each test on a chain of its own. */
class RecordPageIT {
    private static TestGateway gateway;
    private static RunningNetwork network;
    private static CordaRPCConnection dgaConnection;
    private static CordaRPCConnection buaConnection;
    private static CordaRPCConnection khaohomConnection;
    private static CordaRPCOps dga;
    private static CordaRPCOps bua;
    private static CordaRPCOps khaohom;
    private static Party buaParty;

    private final String programme = "programme-" + UUID.randomUUID();

    @BeforeAll
    static void startNetwork() throws Exception {
        gateway = new TestGateway();
        network = CordaNetwork.in(TestNodes.directory("record-page-" + UUID.randomUUID()))
                .node(TestNodes.notary())
                .node(TestNodes.dga())
                .node(TestNodes.bank("bua", "Bua Bank", gateway))
                .node(TestNodes.bank("khaohom", "Khaohom Bank", gateway))
                .start(System.out::println);
        dgaConnection = connect("dga");
        buaConnection = connect("bua");
        khaohomConnection = connect("khaohom");
        dga = dgaConnection.getProxy();
        bua = buaConnection.getProxy();
        khaohom = khaohomConnection.getProxy();
        buaParty = dga.wellKnownPartyFromX500Name(CordaX500Name.parse("O=Bua Bank, L=Bangkok, C=TH"));
    }

    @AfterAll
    static void stopNetwork() {
        for (CordaRPCConnection connection : List.of(dgaConnection, buaConnection, khaohomConnection)) {
            connection.notifyServerAndClose();
        }
        network.close();
        gateway.close();
    }

    @BeforeEach
    void gatewayAgrees() {
        gateway.answers(200, "yes");
        gateway.holdsUntil(new CountDownLatch(0));
    }

    @Test
    void gatewayAgrees_pageStandsInTheVaultsOfBothPartiesOnly() throws Exception {
        List<OpaqueBytes> transitions = transitions("first", 3);
        RecordedPage recorded = record(1, 1, new Totals(300, 200, 0, 0, 0, 0), transitions);

        assertThat(recorded.getNumber()).isEqualTo(1);
        assertThat(recorded.getMerkleRoot()).isEqualTo(MerkleTree.root(transitions));
        for (CordaRPCOps node : List.of(dga, bua)) {
            StateAndRef<LedgerPage> newest = newest(node);
            LedgerPage page = newest.getState().getData();
            assertThat(newest.getRef().getTxhash()).isEqualTo(recorded.getTransactionId());
            assertThat(page.getNumber()).isEqualTo(1);
            assertThat(page.getEncryptedTransitions()).isEqualTo(transitions);
            assertThat(page.getTotals()).isEqualTo(new Totals(300, 200, 0, 0, 0, 0));
            assertThat(MerkleTree.root(page.getEncryptedTransitions())).isEqualTo(page.getMerkleRoot());
        }
        assertThat(pages(khaohom)).isEmpty();
    }

    @Test
    void pageProposed_gatewayIsAskedWithAllThatItNeeds() throws Exception {
        List<OpaqueBytes> transitions = transitions("asked", 2);
        record(1, 1, new Totals(600, 500, 400, 100, 50, 200), transitions);

        var asked = gateway.lastAsked();
        assertThat(asked.get("programme")).containsExactly(programme);
        assertThat(asked.get("participant")).containsExactly("bua");
        assertThat(asked.get("number")).containsExactly("1");
        assertThat(asked.get("firstTransition")).containsExactly("1");
        assertThat(asked.get("transitions")).containsExactly("2");
        assertThat(asked.get("merkleRoot"))
                .containsExactly(MerkleTree.root(transitions).toString());
        assertThat(asked.get("committed")).containsExactly("600");
        assertThat(asked.get("disbursed")).containsExactly("500");
        assertThat(asked.get("spent")).containsExactly("400");
        assertThat(asked.get("reversed")).containsExactly("100");
        assertThat(asked.get("returned")).containsExactly("50");
        assertThat(asked.get("settled")).containsExactly("200");
        assertThat(asked.get("key")).containsExactly(base64(key("participant", 1)));
        assertThat(asked.get("packed"))
                .containsExactly(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(PackedTransitions.pack(transitions).getBytes()));
    }

    @Test
    void samePageAgain_givesTheFirstPlace() throws Exception {
        List<OpaqueBytes> transitions = transitions("same", 2);
        RecordedPage first = record(1, 1, new Totals(100, 0, 0, 0, 0, 0), transitions);
        RecordedPage again = record(1, 1, new Totals(100, 0, 0, 0, 0, 0), transitions);

        assertThat(again).isEqualTo(first);
        assertThat(pages(bua)).hasSize(2);
    }

    @Test
    void otherContentUnderARecordedNumber_differs() throws Exception {
        record(1, 1, new Totals(100, 0, 0, 0, 0, 0), transitions("one", 2));

        assertThatThrownBy(() -> record(1, 1, new Totals(100, 0, 0, 0, 0, 0), transitions("other", 2)))
                .hasMessageStartingWith("PAGE_DIFFERS");
        assertThat(pages(bua)).hasSize(2);
    }

    @Test
    void nextPage_isChainedToTheOneBefore() throws Exception {
        List<OpaqueBytes> onFirst = transitions("one", 2);
        RecordedPage first = record(1, 1, new Totals(200, 0, 0, 0, 0, 0), onFirst);
        RecordedPage second = record(2, 3, new Totals(200, 150, 0, 0, 0, 0), transitions("two", 1));

        LedgerPage newest = newest(bua).getState().getData();
        assertThat(newest.getNumber()).isEqualTo(2);
        assertThat(newest.getFirstTransition()).isEqualTo(3);
        assertThat(newest.getPreviousTransaction()).isEqualTo(first.getTransactionId());
        assertThat(pages(bua))
                .extracting(page -> page.getState().getData().getNumber())
                .containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(record(1, 1, new Totals(200, 0, 0, 0, 0, 0), onFirst)).isEqualTo(first);
        assertThat(second.getTransactionId()).isNotEqualTo(first.getTransactionId());
    }

    @Test
    void gatewayDisagrees_pageIsRefusedWithTheRow() {
        gateway.answers(200, "no: 2 amount differs");

        assertThatThrownBy(() -> record(1, 1, new Totals(200, 0, 0, 0, 0, 0), transitions("wrong", 2)))
                .hasMessageStartingWith("PAGE_REFUSED: 2 amount differs");
        assertThat(newest(bua).getState().getData().getNumber()).isZero();
        assertThat(newest(dga).getState().getData().getNumber()).isZero();
    }

    @Test
    void gatewayDown_pageWaitsAndIsRecordedLater() throws Exception {
        List<OpaqueBytes> transitions = transitions("later", 2);
        gateway.answers(503, "yes");
        assertThatThrownBy(() -> record(1, 1, new Totals(200, 0, 0, 0, 0, 0), transitions))
                .hasMessageStartingWith("GATEWAY_UNREACHABLE");

        gateway.answers(200, "yes");
        assertThat(record(1, 1, new Totals(200, 0, 0, 0, 0, 0), transitions).getNumber())
                .isEqualTo(1);
    }

    @Test
    void gatewayMumbles_pageIsNotSigned() {
        gateway.answers(200, "yes, I think");

        assertThatThrownBy(() -> record(1, 1, new Totals(200, 0, 0, 0, 0, 0), transitions("mumble", 2)))
                .hasMessageStartingWith("GATEWAY_UNREACHABLE");
    }

    @Test
    void pageStillUnderWay_isNotStartedAgain() throws Exception {
        List<OpaqueBytes> transitions = transitions("slow", 2);
        Totals totals = new Totals(200, 0, 0, 0, 0, 0);
        CountDownLatch gatewayAnswers = new CountDownLatch(1);
        gateway.holdsUntil(gatewayAnswers);
        int before = gateway.timesAsked();
        CompletableFuture<RecordedPage> first =
                start(dga, 1, 1, totals, transitions).toCompletableFuture();
        while (gateway.timesAsked() == before) Thread.sleep(50);

        assertThatThrownBy(() -> record(1, 1, totals, transitions)).hasMessageStartingWith("PAGE_IN_FLIGHT");

        gatewayAnswers.countDown();
        RecordedPage recorded = first.get(60, TimeUnit.SECONDS);
        assertThat(record(1, 1, totals, transitions)).isEqualTo(recorded);
    }

    @Test
    void manyAskAtOnceForANewChain_itIsOpenedOnceAndRecordedOnce() throws Exception {
        List<OpaqueBytes> transitions = transitions("crowd", 2);
        Totals totals = new Totals(200, 0, 0, 0, 0, 0);
        List<CompletableFuture<RecordedPage>> crowd = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            crowd.add(start(dga, 1, 1, totals, transitions).toCompletableFuture());
        }
        int recorded = 0;
        for (CompletableFuture<RecordedPage> one : crowd) {
            try {
                inBothVaults(one.get(60, TimeUnit.SECONDS));
                recorded++;
            } catch (ExecutionException e) {
                assertThat(e.getCause()).hasMessageStartingWith("PAGE_IN_FLIGHT");
            }
        }
        assertThat(recorded).isPositive();
        assertThat(pages(bua)).hasSize(2);
        assertThat(newest(dga).getState().getData().getNumber()).isEqualTo(1);
    }

    @Test
    void thousandTransitions_fitOnAPage() throws Exception {
        List<OpaqueBytes> transitions = transitions("many".repeat(60), 1_000);
        long began = System.nanoTime();
        RecordedPage recorded = record(1, 1, new Totals(200, 0, 0, 0, 0, 0), transitions);
        System.out.printf("a page of 1,000 transitions: %d ms%n", (System.nanoTime() - began) / 1_000_000);

        LedgerPage page = newest(bua).getState().getData();
        List<SecureHash> path = MerkleTree.path(page.getEncryptedTransitions(), 617);
        assertThat(MerkleTree.proves(recorded.getMerkleRoot(), transitions.get(617), 617, 1_000, path))
                .isTrue();
    }

    @Test
    void numberSkipped_isNotNext() {
        assertThatThrownBy(() -> record(2, 1, new Totals(200, 0, 0, 0, 0, 0), transitions("skip", 2)))
                .hasMessageStartingWith("PAGE_NOT_NEXT");
    }

    @Test
    void unlawfulTotals_areNeverProposed() {
        assertThatThrownBy(() -> record(1, 1, new Totals(100, 101, 0, 0, 0, 0), transitions("unlawful", 2)))
                .hasMessageStartingWith("PAGE_UNLAWFUL")
                .hasMessageContaining("No more is disbursed than was committed.");
    }

    @Test
    void bankRecords_isNotTheDga() {
        assertThatThrownBy(() -> recordFrom(khaohom, 1, 1, Totals.ZERO, transitions("bank", 1)))
                .hasMessageStartingWith("NOT_DGA");
    }

    private RecordedPage record(long number, long firstTransition, Totals totals, List<OpaqueBytes> transitions)
            throws Exception {
        return inBothVaults(recordFrom(dga, number, firstTransition, totals, transitions));
    }

    /** The DGA's flow ends when it has handed the page over; the bank's vault takes it a moment later. */
    private RecordedPage inBothVaults(RecordedPage recorded) throws InterruptedException {
        long began = System.nanoTime();
        while (pages(bua).stream().noneMatch(page -> page.getRef().getTxhash().equals(recorded.getTransactionId()))) {
            assertThat(System.nanoTime() - began).as("waiting for the bank").isLessThan(TimeUnit.MINUTES.toNanos(1));
            Thread.sleep(50);
        }
        return recorded;
    }

    private RecordedPage recordFrom(
            CordaRPCOps node, long number, long firstTransition, Totals totals, List<OpaqueBytes> transitions)
            throws Exception {
        try {
            return start(node, number, firstTransition, totals, transitions).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private CordaFuture<RecordedPage> start(
            CordaRPCOps node, long number, long firstTransition, Totals totals, List<OpaqueBytes> transitions) {
        return node.startFlowDynamic(
                        RecordPage.class,
                        programme,
                        "bua",
                        buaParty,
                        number,
                        firstTransition,
                        totals,
                        key("dga", number),
                        key("participant", number),
                        PackedTransitions.pack(transitions))
                .getReturnValue();
    }

    private StateAndRef<LedgerPage> newest(CordaRPCOps node) {
        List<StateAndRef<LedgerPage>> newest = pagesOf(node, Vault.StateStatus.UNCONSUMED);
        assertThat(newest).hasSize(1);
        return newest.get(0);
    }

    private List<StateAndRef<LedgerPage>> pages(CordaRPCOps node) {
        return pagesOf(node, Vault.StateStatus.ALL);
    }

    private List<StateAndRef<LedgerPage>> pagesOf(CordaRPCOps node, Vault.StateStatus status) {
        QueryCriteria ofChain = new QueryCriteria.LinearStateQueryCriteria(
                null, List.of(LedgerPage.chainOf(programme, "bua")), status, null);
        return node.vaultQueryByCriteria(ofChain, LedgerPage.class).getStates();
    }

    private static OpaqueBytes key(String whose, long page) {
        return bytes("key of page " + page + " for " + whose);
    }

    /** Stand-ins for ciphertext: the ledger cannot tell. */
    private static List<OpaqueBytes> transitions(String salt, int count) {
        List<OpaqueBytes> transitions = new ArrayList<>();
        for (int i = 0; i < count; i++) transitions.add(bytes("an encrypted transition, " + salt + ", " + i));
        return transitions;
    }

    private static OpaqueBytes bytes(String text) {
        return new OpaqueBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(OpaqueBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.getBytes());
    }

    private static CordaRPCConnection connect(String node) {
        CordaRPCClient client = new CordaRPCClient(NetworkHostAndPort.parse(network.rpcAddress(node)));
        return client.start(TestNodes.USER.name(), TestNodes.USER.password());
    }
}
