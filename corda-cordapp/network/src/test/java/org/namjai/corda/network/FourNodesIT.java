package org.namjai.corda.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.namjai.corda.contracts.RecordedPage;
import org.namjai.corda.network.NetworkException.Trouble;

/** One network's life: killed while it is made, made from a file, joined by a second bank, loaded, its nodes killed, its parent killed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FourNodesIT {
    private static final Path DIRECTORY = TestNodes.directory("four-nodes-" + UUID.randomUUID());
    private static final Path FILE = DIRECTORY.resolve("participants.conf");
    private static final String BUA = entry("bua", "Bua");
    private static final String KHAOHOM = entry("khaohom", "Khaohom");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int CORES = 2;
    private static final long END_LIMIT_S = 30;
    private static final String PROGRAMME = "programme";

    private static TestGateway gateway;
    private static @Nullable RecordedPage firstPage;
    private static Map<String, String> identities = Map.of();

    /** From the second bank's joining until its nodes were killed. */
    private static @Nullable RunningNetwork network;

    @BeforeAll
    static void startGateway() throws IOException {
        Files.createDirectories(DIRECTORY);
        gateway = new TestGateway();
    }

    @AfterAll
    static void stop() {
        if (network != null) network.close();
        gateway.close();
    }

    @Test
    @Order(1)
    void badParticipant_isRefusedAndNothingIsMade() throws IOException {
        write(BUA, KHAOHOM.replace("C=TH", "C=XX"));
        NetworkException refusal = refusal();
        assertThat(refusal.trouble()).isEqualTo(Trouble.BAD_PARTICIPANTS);
        assertThat(refusal)
                .hasMessageContaining("entry 2 (khaohom) has the x500Name")
                .hasMessageContaining("C is a");
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            assertThat(files).containsExactly(FILE);
        }
    }

    @Test
    @Order(2)
    void parentKilledWhileItMakesTheNetwork_leavesNoProcess() throws Exception {
        write(BUA);
        try (OrphanedParent parent = OrphanedParent.of(DIRECTORY, List.of(FILE))) {
            parent.awaitLine("network MAKING");
            List<ProcessHandle> children = parent.awaitChildren(2);
            parent.kill();
            assertAllEnd(children);
        }
        assertThat(DIRECTORY.resolve("nodes")).doesNotExist();
    }

    @Test
    @Order(3)
    void oneBankInTheFile_recordsAPage() throws Exception {
        try (RunningNetwork network = start();
                PageRecorder dga = new PageRecorder(network, PROGRAMME)) {
            firstPage = dga.record("bua", 1, 3);
        }
        identities = identities();
        assertThat(identities).containsOnlyKeys("notary", "dga", "bua");
    }

    @Test
    @Order(4)
    void bankTakenOutOfTheFile_isRefused() throws IOException {
        write(KHAOHOM);
        NetworkException refusal = refusal();
        assertThat(refusal.trouble()).isEqualTo(Trouble.OTHER_NETWORK);
        assertThat(refusal).hasMessageContaining("it has one of bua");
    }

    @Test
    @Order(5)
    void secondBankAdded_joinsAndTheOthersKeepIdentityAndData() throws Exception {
        write(BUA, KHAOHOM);
        network = start();
        try (PageRecorder dga = new PageRecorder(network, PROGRAMME)) {
            assertThat(dga.record("bua", 1, 3)).isEqualTo(firstPage);
            assertThat(dga.record("bua", 2, 3).getNumber()).isEqualTo(2);
            assertThat(dga.record("khaohom", 1, 3).getNumber()).isEqualTo(1);
        }
        assertThat(identities()).containsAllEntriesOf(identities).containsKey("khaohom");
    }

    @Test
    @Order(6)
    void fullPages_areBorneByAllNodesAndLeaveNoSecretInTheirLogs() throws Exception {
        RunningNetwork running = running();
        new NodeLoad(running, List.of("bua", "khaohom")).run(1, 10_000);
        assertThat(running.isHealthy()).isTrue();
        assertNoSecretsInLogs();
    }

    @Test
    @Order(7)
    void eachNodeKilledAndStartedAgain_recordsTheNextPage() throws Exception {
        BlockingQueue<NodeDeath> deaths = new LinkedBlockingQueue<>();
        try (RunningNetwork running = running()) {
            network = null;
            running.onDeath(deaths::add);
            killWhilePageIsRecorded("bua", 3, running);
            killWhilePageIsRecorded("notary", 4, running);
            running.kill("dga");
            running.restart("dga");
            try (PageRecorder dga = new PageRecorder(running, PROGRAMME)) {
                assertThat(dga.record("bua", 1, 3)).isEqualTo(firstPage);
                assertThat(dga.record("bua", 5, 3).getNumber()).isEqualTo(5);
            }
            assertThat(running.isHealthy()).isTrue();
            assertThatThrownBy(() -> running.restart("dga")).hasMessage("The node of dga runs.");
            assertThat(deaths).extracting(NodeDeath::node).containsExactly("bua", "notary", "dga");
        }
    }

    private static RunningNetwork running() {
        return Objects.requireNonNull(network, "the second bank joined no network");
    }

    /** The page waits for the node and is recorded when it is back. */
    private static void killWhilePageIsRecorded(String node, long page, RunningNetwork network) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (PageRecorder dga = new PageRecorder(network, PROGRAMME)) {
            network.kill(node);
            Future<RecordedPage> recorded = thread.submit(() -> dga.record("bua", page, 3));
            assertThatThrownBy(() -> recorded.get(3, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(network.isHealthy()).isFalse();
            network.restart(node);
            assertThat(recorded.get(END_LIMIT_S * 3, TimeUnit.SECONDS).getNumber())
                    .isEqualTo(page);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    @Order(8)
    void fourNodesThatAreMade_startWithinAMinuteOfTwoCoresAndEndWithTheirKilledParent() throws Exception {
        try (OrphanedParent parent = OrphanedParent.of(DIRECTORY, List.of(FILE))) {
            List<ProcessHandle> nodes = parent.awaitNodes(4);
            assertThat(nodes).allMatch(ProcessHandle::isAlive);
            // Not the clock's time, which other programs on the machine lengthen.
            assertThat(processorTime(nodes).dividedBy(CORES)).isLessThan(START_LIMIT);
            parent.kill();
            assertAllEnd(nodes);
        }
    }

    private static RunningNetwork start() throws NetworkException, InterruptedException {
        List<Participant> participants = ParticipantFile.read(FILE);
        CordaNetwork network =
                CordaNetwork.in(DIRECTORY).node(TestNodes.notary()).node(TestNodes.dga());
        participants.forEach(participant -> network.node(TestNodes.bank(participant, gateway)));
        return network.start(System.out::println);
    }

    private static Duration processorTime(List<ProcessHandle> nodes) {
        return nodes.stream()
                .map(node -> node.info().totalCpuDuration().orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static NetworkException refusal() {
        NetworkException refusal = catchThrowableOfType(NetworkException.class, () -> start().close());
        assertThat(refusal).as("the network starts").isNotNull();
        return refusal;
    }

    private static void assertAllEnd(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) process.onExit().get(END_LIMIT_S, TimeUnit.SECONDS);
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }

    /** Each node's key store as it stands. */
    private static Map<String, String> identities() throws IOException {
        Map<String, String> identities = new TreeMap<>();
        for (Path node : Trees.directoriesIn(DIRECTORY.resolve("nodes"))) {
            byte[] keys = Files.readAllBytes(node.resolve("certificates/nodekeystore.jks"));
            identities.put(
                    node.getFileName().toString(), UUID.nameUUIDFromBytes(keys).toString());
        }
        return identities;
    }

    private static void assertNoSecretsInLogs() throws IOException {
        List<String> secrets = new ArrayList<>(List.of(TestGateway.TOKEN, TestNodes.USER.password()));
        secrets.replaceAll(NodeConfiguration::escaped);
        secrets.addAll(List.of(TestGateway.TOKEN, TestNodes.USER.password()));
        for (Path node : Trees.directoriesIn(DIRECTORY.resolve("nodes"))) {
            for (Path log : Trees.filesIn(node, "node.")) {
                if (log.endsWith("node.conf")) continue;
                assertThat(Files.readString(log)).as(log.toString()).doesNotContain(secrets);
            }
        }
    }

    private static void write(String... entries) throws IOException {
        Files.writeString(FILE, "participants = [\n" + String.join("\n", entries) + "\n]\n");
    }

    private static String entry(String id, String name) {
        return "{ id = " + id + ", nameTh = " + name + ", nameEn = " + name + " Bank, x500Name = \"O=" + name
                + " Bank, L=Bangkok, C=TH\" }";
    }
}
