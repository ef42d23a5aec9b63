package org.namjai.corda.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A joining that was broken off, on folders like those of nodes. */
class NetworkMakerIT {
    private static final CordappJar CONTRACTS = new CordappJar("1", "signer", "classes");
    private static final String INFOS = "additional-node-infos";

    @TempDir
    private Path directory;

    private NetworkDirectory home;
    private NetworkMaker maker;

    /** The network has a notary; bua and khaohom wait to join it. */
    @BeforeEach
    void prepare() throws Exception {
        NodeParts parts = NodeParts.locate();
        home = new NetworkDirectory(directory, parts);
        maker = new NetworkMaker(home, parts, new ChildJvm(parts));
        node(home.nodes(), "notary");
        NetworkDescription made = NetworkDescription.of(List.of(TestNodes.notary()), CONTRACTS);
        made.write(home.nodes().resolve(NetworkDirectory.DESCRIPTION));
        Path joining = directory.resolve("joining");
        node(joining, "bua");
        node(joining, "khaohom");
        made.add(List.of(bank("bua"), bank("khaohom")));
        made.write(joining.resolve(NetworkDirectory.DESCRIPTION));
    }

    @Test
    void brokenOffBeforeAnyMove_isFinished() throws IOException {
        maker.finishJoining();
        assertAllJoined();
    }

    @Test
    void brokenOffBetweenTwoMoves_isFinished() throws IOException {
        distribute("bua");
        Files.move(directory.resolve("joining/bua"), home.node("bua"));
        assertThat(home.read().nodes()).containsExactly("notary");
        maker.finishJoining();
        assertAllJoined();
    }

    @Test
    void brokenOffBeforeTheLastStep_isFinished() throws IOException {
        maker.finishJoining();
        Files.createDirectories(directory.resolve("joining"));
        maker.finishJoining();
        assertAllJoined();
    }

    @Test
    void nothingJoins_nothingChanges() throws IOException {
        Trees.delete(directory.resolve("joining"));
        maker.finishJoining();
        assertThat(home.read().nodes()).containsExactly("notary");
    }

    private void assertAllJoined() throws IOException {
        assertThat(directory.resolve("joining")).doesNotExist();
        assertThat(home.read().nodes()).containsExactly("bua", "khaohom", "notary");
        for (String node : List.of("notary", "bua", "khaohom")) {
            for (String added : List.of("bua", "khaohom")) {
                assertThat(home.node(node).resolve(INFOS).resolve("nodeInfo-" + added))
                        .hasContent(added);
            }
        }
    }

    private void distribute(String name) throws IOException {
        for (Path other :
                List.of(home.node("notary"), directory.resolve("joining/bua"), directory.resolve("joining/khaohom"))) {
            Trees.copyInto(other.resolve(INFOS), List.of(directory.resolve("joining/" + name + "/nodeInfo-" + name)));
        }
    }

    private static void node(Path under, String name) throws IOException {
        Path node = Files.createDirectories(under.resolve(name));
        Files.writeString(node.resolve("nodeInfo-" + name), name);
    }

    private static NodeSettings bank(String name) {
        return TestNodes.bank(new Participant(name, name, name, "O=" + name + " Bank, L=Bangkok, C=TH"));
    }
}
