package org.namjai.corda.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.namjai.corda.network.NetworkException.Trouble;

/** Life and death of a network of one node, made once by the first test and used again by the others. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CordaNetworkIT {
    private static final Path DIRECTORY = TestNodes.directory("one-node-" + UUID.randomUUID());
    private static final long END_LIMIT_S = 30;
    /** On a machine that others use too. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    @Test
    @Order(1)
    void parentKilled_leavesNoNode() throws Exception {
        try (OrphanedParent parent = OrphanedParent.of(DIRECTORY, List.of())) {
            ProcessHandle node = parent.awaitNodes(1).get(0);
            assertThat(node.isAlive()).isTrue();

            parent.kill();

            node.onExit().get(END_LIMIT_S, TimeUnit.SECONDS);
            assertThat(node.isAlive()).isFalse();
        }
    }

    @Test
    @Order(2)
    void madeBefore_isUsedAgainAndStopsWhenClosed() throws Exception {
        List<NodeEvent.Kind> kinds = new ArrayList<>();
        RunningNetwork network = oneNode().start(event -> kinds.add(event.kind()));
        ProcessHandle node = ProcessHandle.of(network.pid("notary")).orElseThrow();
        try (network) {
            assertThat(kinds).containsExactly(NodeEvent.Kind.STARTING, NodeEvent.Kind.READY);
            assertThat(network.isHealthy()).isTrue();
            assertThat(refusalOf(oneNode())).isEqualTo(Trouble.IN_USE);
        }
        assertThat(node.isAlive()).isFalse();
        assertThat(network.isHealthy()).isFalse();
    }

    @Test
    @Order(3)
    void otherNodes_areRefused() {
        NodeSettings other =
                new NodeSettings("notary", "O=Other, L=Bangkok, C=TH", true, Ports.FREE, TestNodes.USER, Map.of());
        assertRefused(CordaNetwork.in(DIRECTORY).node(other), "notary had another legal name, port or office");
        assertRefused(CordaNetwork.in(DIRECTORY).node(TestNodes.dga()), "it has one of notary");
        NodeSettings second =
                new NodeSettings("notary2", "O=Other, L=Bangkok, C=TH", true, Ports.FREE, TestNodes.USER, Map.of());
        assertRefused(oneNode().node(second), "cannot take in notary2, as a notary cannot join later");
    }

    private static void assertRefused(CordaNetwork network, String why) {
        NetworkException refusal = refusal(network);
        assertThat(refusal.trouble()).isEqualTo(Trouble.OTHER_NETWORK);
        assertThat(refusal).hasMessageContaining(why);
        assertThat(DIRECTORY.resolve("nodes")).isDirectoryNotContaining("glob:**notary2");
        assertNothingRuns();
    }

    @Test
    @Order(4)
    void contractsChangedUnderTheSameVersion_areRefused() throws IOException {
        NetworkException refusal = refusalWhenMadeWith("contracts.classes");
        assertThat(refusal.trouble()).isEqualTo(Trouble.OTHER_NETWORK);
        assertThat(refusal).hasMessageContaining("raise Cordapp-Contract-Version");
    }

    @Test
    @Order(4)
    void contractsSignedByAnotherKey_areRefused() throws IOException {
        NetworkException refusal = refusalWhenMadeWith("contracts.signer");
        assertThat(refusal.trouble()).isEqualTo(Trouble.OTHER_NETWORK);
        assertThat(refusal).hasMessageContaining("was made with CorDapps signed by another key");
    }

    @Test
    @Order(4)
    void portTaken_isSaidInOneSentence() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(0, other.getLocalPort(), 0);
            NodeSettings notary = TestNodes.notary().withPorts(ports);
            NetworkException refusal = refusal(CordaNetwork.in(DIRECTORY).node(notary));
            assertThat(refusal.trouble()).isEqualTo(Trouble.PORT_TAKEN);
            assertThat(refusal)
                    .hasMessage("Port " + other.getLocalPort()
                            + ", for RPC of the Corda node of notary, is taken by another program.");
        }
        assertNothingRuns();
    }

    @Test
    @Order(5)
    void nodeKilled_isReportedAtOnceWithItsLastLines() throws Exception {
        BlockingQueue<NodeDeath> deaths = new LinkedBlockingQueue<>();
        try (RunningNetwork network = oneNode().start(event -> {})) {
            network.onDeath(deaths::add);
            Files.writeString(
                    DIRECTORY.resolve("nodes/notary/node.out"),
                    "told " + TestNodes.USER.password() + " of 1101700203451\n",
                    StandardOpenOption.APPEND);
            long killed = System.nanoTime();
            ProcessHandle.of(network.pid("notary")).orElseThrow().destroyForcibly();

            NodeDeath death = deaths.poll(END_LIMIT_S, TimeUnit.SECONDS);
            System.out.printf("a death is told after %d ms%n", (System.nanoTime() - killed) / 1_000_000);
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(AT_ONCE);
            assertThat(death).isNotNull();
            assertThat(death.node()).isEqualTo("notary");
            assertThat(death.exitCode()).isEqualTo(128 + 9);
            assertThat(death.story())
                    .startsWith("The Corda node of notary has died (exit code 137). Its last lines:\n")
                    .contains("started up and registered")
                    .endsWith("told *** of #");
            assertThat(network.isAlive("notary")).isFalse();
            assertThat(network.isHealthy()).isFalse();
            assertThat(network.lastLines("notary")).isEqualTo(death.lastLines());
        }
    }

    @Test
    @Order(5)
    void networkClosed_isNoDeath() throws Exception {
        List<NodeDeath> deaths = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try (RunningNetwork network = oneNode().start(event -> {})) {
            network.onDeath(deaths::add);
            ProcessHandle.of(network.pid("notary")).orElseThrow().onExit().thenRunAsync(() -> ended.complete(null));
        }
        ended.get(END_LIMIT_S, TimeUnit.SECONDS);
        assertThat(deaths).isEmpty();
    }

    /** Last, for it spoils the directory. */
    @Test
    @Order(6)
    void nodeThatDiesAtStart_isNamedWithItsLastWords() throws IOException {
        Files.delete(DIRECTORY.resolve("nodes/notary/persistence.mv.db"));
        Files.writeString(DIRECTORY.resolve("nodes/notary/network-parameters"), "spoilt");
        NetworkException refusal = refusal(oneNode());
        assertThat(refusal.trouble()).isEqualTo(Trouble.NODE_DIED);
        assertThat(refusal).hasMessageStartingWith("The Corda node of notary died while it started");
        assertThat(refusal.lastLines()).isNotEmpty();
        assertNothingRuns();
    }

    /** As if the network had been made with another value of this property. */
    private static NetworkException refusalWhenMadeWith(String property) throws IOException {
        Path file = DIRECTORY.resolve("nodes/network.properties");
        String made = Files.readString(file);
        Files.writeString(file, made.replaceAll("(?m)^" + property + "=.*$", property + "=other"));
        try {
            return refusal(oneNode());
        } finally {
            Files.writeString(file, made);
        }
    }

    private static CordaNetwork oneNode() {
        return CordaNetwork.in(DIRECTORY).node(TestNodes.notary());
    }

    private static Trouble refusalOf(CordaNetwork network) {
        return refusal(network).trouble();
    }

    private static NetworkException refusal(CordaNetwork network) {
        NetworkException refusal = catchThrowableOfType(
                NetworkException.class, () -> network.start(event -> {}).close());
        assertThat(refusal).as("the network starts").isNotNull();
        return refusal;
    }

    private static void assertNothingRuns() {
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }
}
