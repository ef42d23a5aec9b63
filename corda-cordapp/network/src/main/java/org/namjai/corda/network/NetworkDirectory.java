package org.namjai.corda.network;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.namjai.corda.network.NetworkException.Trouble;

/**
 * Where a network is kept: {@code nodes/NAME} for each node, and {@code nodes/network.properties}, which says what it
 * was made of. {@code nodes} appears in one step when all is made, so a start that was broken off leaves nothing half
 * made.
 */
final class NetworkDirectory {
    static final String DESCRIPTION = "network.properties";

    private final Path directory;
    private final NodeParts parts;

    NetworkDirectory(Path directory, NodeParts parts) {
        this.directory = directory.toAbsolutePath();
        this.parts = parts;
    }

    Path node(String name) {
        return nodes().resolve(name);
    }

    Path nodes() {
        return directory.resolve("nodes");
    }

    boolean isMade() {
        return Files.exists(nodes().resolve(DESCRIPTION));
    }

    /** Held while the network runs: two sets of nodes on one set of databases would spoil them. */
    @SuppressWarnings("MustBeClosedChecker")
    Closeable lock() throws IOException, NetworkException {
        Files.createDirectories(directory);
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) return channel;
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
        }
        channel.close();
        throw new NetworkException(Trouble.IN_USE, "The Corda network in " + directory + " is running already.");
    }

    /** The p2p port is part of what a network is made of: an open choice falls on the one that it has. */
    int madePort(String name) throws IOException {
        return isMade() ? read().p2pPort(name) : 0;
    }

    /** Refuses a network that was made of something else; nodes may have been added. */
    void checkMadeOf(List<NodeSettings> wanted) throws IOException, NetworkException {
        NetworkDescription made = read();
        for (String name : made.nodes()) checkMade(name, made, wanted);
        for (NodeSettings node : missing(wanted)) {
            if (node.notary()) throw refusal("cannot take in " + node.name() + ", as a notary cannot join later");
        }
        CordappJar contracts = CordappJar.read(parts.contractsJar());
        if (!made.contracts().signer().equals(contracts.signer())) {
            throw refusal("was made with CorDapps signed by another key");
        }
        if (!made.hasLawOf(contracts) && made.contracts().version().equals(contracts.version())) {
            throw new NetworkException(
                    Trouble.OTHER_NETWORK,
                    "The contracts have changed, but their version is the one that the network in " + directory
                            + " knows: raise Cordapp-Contract-Version, or remove that directory to begin anew.");
        }
    }

    private void checkMade(String name, NetworkDescription made, List<NodeSettings> wanted) throws NetworkException {
        NodeSettings node = wanted.stream()
                .filter(other -> other.name().equals(name))
                .findFirst()
                .orElseThrow(() -> refusal("was made of other nodes: it has one of " + name));
        if (!made.holds(node)) {
            throw refusal("was made of other nodes: " + name + " had another legal name, port or office");
        }
    }

    private NetworkException refusal(String why) {
        return new NetworkException(
                Trouble.OTHER_NETWORK,
                "The Corda network in " + directory + " " + why
                        + ". Start it as it was made, or remove that directory to begin anew.");
    }

    /** The nodes that are not in the network yet. */
    List<NodeSettings> missing(List<NodeSettings> wanted) throws IOException {
        List<String> made = read().nodes();
        return wanted.stream().filter(node -> !made.contains(node.name())).toList();
    }

    /** Writes what may change from start to start: settings, users, ports, CorDapps. */
    void refresh(List<NodeSettings> wanted) throws IOException {
        NetworkDescription made = read();
        CordappJar contracts = CordappJar.read(parts.contractsJar());
        boolean sameLaw = made.hasLawOf(contracts);
        for (NodeSettings node : wanted) {
            Path home = node(node.name());
            NodeConfiguration.write(node, home.resolve("node.conf"));
            Path cordapps = Files.createDirectories(home.resolve("cordapps"));
            if (!sameLaw) Trees.copy(parts.contractsJar(), cordapps.resolve("contracts.jar"));
            Trees.copy(parts.workflowsJar(), cordapps.resolve("workflows.jar"));
            Path config = Files.createDirectories(cordapps.resolve("config"));
            NodeConfiguration.writeCordappConfig(node, config.resolve("workflows.conf"));
        }
        if (!sameLaw) made.with(contracts).write(nodes().resolve(DESCRIPTION));
    }

    NetworkDescription read() throws IOException {
        return NetworkDescription.read(nodes().resolve(DESCRIPTION));
    }

    Path directory() {
        return directory;
    }
}
