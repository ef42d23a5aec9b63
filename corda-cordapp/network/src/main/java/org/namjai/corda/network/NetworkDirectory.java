package org.namjai.corda.network;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.namjai.corda.network.NetworkException.Trouble;

/**
 * Where a network is kept: {@code nodes/NAME} for each node, and {@code nodes/network.properties}, which says what it
 * was made of. {@code nodes} appears in one step when all is made, so a start that was broken off leaves nothing half
 * made.
 */
final class NetworkDirectory {
    private static final String PROPERTIES = "network.properties";
    private static final String DATABASE = "persistence.mv.db";
    private static final long MAKING_LIMIT_MS = 300_000;

    private final Path directory;
    private final NodeParts parts;
    private final ChildJvm jvm;

    NetworkDirectory(Path directory, NodeParts parts, ChildJvm jvm) {
        this.directory = directory.toAbsolutePath();
        this.parts = parts;
        this.jvm = jvm;
    }

    Path node(String name) {
        return nodes().resolve(name);
    }

    private Path nodes() {
        return directory.resolve("nodes");
    }

    boolean isMade() {
        return Files.exists(nodes().resolve(PROPERTIES));
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
        return isMade() ? Integer.parseInt(read().getProperty(name + ".p2p", "0")) : 0;
    }

    /** Refuses a network that was made of something else. */
    void checkMadeOf(List<NodeSettings> wanted) throws IOException, NetworkException {
        Properties made = read();
        Properties want = describe(wanted);
        for (String name : made.stringPropertyNames()) {
            if (!name.startsWith("contracts."))
                expect(made.getProperty(name).equals(want.getProperty(name)), "of other nodes");
        }
        expect(made.size() == want.size(), "of other nodes");
        expect(same(made, want, "contracts.signer"), "with CorDapps signed by another key");
        boolean sameLaw = same(made, want, "contracts.classes");
        if (!sameLaw && same(made, want, "contracts.version")) {
            throw new NetworkException(
                    Trouble.OTHER_NETWORK,
                    "The contracts have changed, but their version is the one that the network in " + directory
                            + " knows: raise Cordapp-Contract-Version, or remove that directory to begin anew.");
        }
    }

    private void expect(boolean holds, String madeOf) throws NetworkException {
        if (holds) return;
        throw new NetworkException(
                Trouble.OTHER_NETWORK,
                "The Corda network in " + directory + " was made " + madeOf
                        + ": start it as it was made, or remove that directory to begin anew.");
    }

    private static boolean same(Properties one, Properties other, String name) {
        return one.getProperty(name, "").equals(other.getProperty(name, ""));
    }

    /** Writes what may change from start to start: settings, users, ports, CorDapps. */
    void refresh(List<NodeSettings> wanted) throws IOException {
        Properties made = read();
        boolean sameLaw = same(made, describe(wanted), "contracts.classes");
        for (NodeSettings node : wanted) {
            Path home = node(node.name());
            NodeConfiguration.write(node, home.resolve("node.conf"));
            Path cordapps = Files.createDirectories(home.resolve("cordapps"));
            if (!sameLaw) copy(parts.contractsJar(), cordapps.resolve("contracts.jar"));
            copy(parts.workflowsJar(), cordapps.resolve("workflows.jar"));
            Path config = Files.createDirectories(cordapps.resolve("config"));
            NodeConfiguration.writeCordappConfig(node, config.resolve("workflows.conf"));
        }
        if (!sameLaw) write(describe(wanted), nodes().resolve(PROPERTIES));
    }

    void make(List<NodeSettings> wanted) throws IOException, NetworkException, InterruptedException {
        Path making = directory.resolve("making");
        Path template = directory.resolve("template");
        delete(nodes());
        delete(making);
        delete(template);
        Files.createDirectories(making);
        for (NodeSettings node : wanted) {
            NodeConfiguration.write(node, making.resolve(node.name() + "_node.conf"));
        }
        copyCordapps(making);
        Files.createFile(making.resolve("corda.jar"));
        prepareTemplate(template, wanted);
        List<Process> children = new ArrayList<>();
        try {
            children.add(jvm.bootstrap(making, directory.resolve("bootstrap.out")));
            children.add(jvm.node(
                    template,
                    directory.resolve("migration.out"),
                    "run-migration-scripts",
                    "--core-schemas",
                    "--app-schemas"));
            await(children.get(0), "bootstrap.out");
            await(children.get(1), "migration.out");
        } finally {
            children.forEach(NodeProcess::endOf);
            children.forEach(child -> NodeProcess.awaitEnd(child, 5_000));
        }
        for (NodeSettings node : wanted) {
            Path home = making.resolve(node.name());
            copy(template.resolve(DATABASE), home.resolve(DATABASE));
            Files.deleteIfExists(home.resolve("corda.jar"));
        }
        delete(template);
        write(describe(wanted), making.resolve(PROPERTIES));
        Files.move(making, nodes(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A node's directory whose database is migrated once and copied: a notary's, for it has all the tables. */
    private void prepareTemplate(Path template, List<NodeSettings> wanted) throws IOException {
        Files.createDirectories(template.resolve("cordapps"));
        NodeSettings notary =
                wanted.stream().filter(NodeSettings::notary).findFirst().orElseThrow();
        NodeConfiguration.write(notary, template.resolve("node.conf"));
        copyCordapps(template.resolve("cordapps"));
    }

    private void copyCordapps(Path directory) throws IOException {
        copy(parts.contractsJar(), directory.resolve("contracts.jar"));
        copy(parts.workflowsJar(), directory.resolve("workflows.jar"));
    }

    private void await(Process child, String output) throws InterruptedException, NetworkException {
        boolean ended = child.waitFor(MAKING_LIMIT_MS, TimeUnit.MILLISECONDS);
        if (ended && child.exitValue() == 0) return;
        Path file = directory.resolve(output);
        throw new NetworkException(
                ended ? Trouble.NODE_DIED : Trouble.TOO_SLOW,
                "The Corda network could not be made; " + file + " says why.",
                NodeProcess.lastLines(file),
                null);
    }

    private Properties describe(List<NodeSettings> wanted) throws IOException {
        Properties description = new Properties();
        for (NodeSettings node : wanted) {
            description.setProperty(node.name() + ".x500", node.x500Name());
            description.setProperty(node.name() + ".notary", String.valueOf(node.notary()));
            description.setProperty(
                    node.name() + ".p2p", String.valueOf(node.ports().p2p()));
        }
        CordappJar contracts = CordappJar.read(parts.contractsJar());
        description.setProperty("contracts.version", contracts.version());
        description.setProperty("contracts.signer", contracts.signer());
        description.setProperty("contracts.classes", contracts.classes());
        return description;
    }

    private Properties read() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(nodes().resolve(PROPERTIES))) {
            properties.load(reader);
        }
        return properties;
    }

    private static void write(Properties properties, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "What this Corda network was made of");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(tree)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) Files.delete(path);
    }
}
