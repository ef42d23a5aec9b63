package org.namjai.corda.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

    @Test
    @Order(1)
    void parentKilled_leavesNoNode() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dnamjai.home=" + System.getProperty("namjai.home"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrphanedParent.class.getName(),
                        DIRECTORY.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle node = nodeOf(parent);
        assertThat(node.isAlive()).isTrue();

        parent.destroyForcibly().waitFor();

        node.onExit().get(END_LIMIT_S, TimeUnit.SECONDS);
        assertThat(node.isAlive()).isFalse();
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
        CordaNetwork more = oneNode().node(TestNodes.dga());
        NetworkException refusal = refusal(more);
        assertThat(refusal.trouble()).isEqualTo(Trouble.OTHER_NETWORK);
        assertThat(refusal).hasMessageContaining("was made of other nodes");
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
    void nodeKilled_isSeenAndItsLastLinesAreKept() throws Exception {
        try (RunningNetwork network = oneNode().start(event -> {})) {
            ProcessHandle node = ProcessHandle.of(network.pid("notary")).orElseThrow();
            node.destroyForcibly();
            node.onExit().get(END_LIMIT_S, TimeUnit.SECONDS);

            assertThat(network.isAlive("notary")).isFalse();
            assertThat(network.isHealthy()).isFalse();
            assertThat(network.lastLines("notary")).anyMatch(line -> line.contains("started up and registered"));
        }
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

    private static ProcessHandle nodeOf(Process parent) throws IOException {
        BufferedReader lines = parent.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("node ")) {
                return ProcessHandle.of(Long.parseLong(line.substring("node ".length())))
                        .orElseThrow();
            }
        }
        throw new AssertionError("The parent started no node.");
    }
}
