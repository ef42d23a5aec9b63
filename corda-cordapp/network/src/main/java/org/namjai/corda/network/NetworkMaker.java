package org.namjai.corda.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.namjai.corda.network.NetworkException.Trouble;

/** Makes a network's directory, and takes nodes into one that is made. Broken off anywhere, it can be done again. */
final class NetworkMaker {
    private static final String DATABASE = "persistence.mv.db";
    private static final String INFO = "nodeInfo-";
    private static final String INFOS_OF_OTHERS = "additional-node-infos";
    private static final String PARAMETERS = "network-parameters";
    private static final int MIGRATION_HEAP_MB = 512;
    private static final long LIMIT_MS = 300_000;

    private final NetworkDirectory home;
    private final NodeParts parts;
    private final ChildJvm jvm;
    private final Path making;
    private final Path joining;
    private final Path template;

    NetworkMaker(NetworkDirectory home, NodeParts parts, ChildJvm jvm) {
        this.home = home;
        this.parts = parts;
        this.jvm = jvm;
        this.making = home.directory().resolve("making");
        this.joining = home.directory().resolve("joining");
        this.template = home.directory().resolve("template");
    }

    void make(List<NodeSettings> nodes) throws IOException, NetworkException, InterruptedException {
        Trees.delete(home.nodes());
        prepareNodes(nodes, "make");
        NetworkDescription.of(nodes, CordappJar.read(parts.contractsJar()))
                .write(making.resolve(NetworkDirectory.DESCRIPTION));
        Files.move(making, home.nodes(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Nothing of the nodes that are there changes, but that they learn of the new ones. */
    void join(List<NodeSettings> nodes) throws IOException, NetworkException, InterruptedException {
        prepareNodes(nodes, "join");
        // Any that is there: all have the same parameters and know each other.
        Path known = home.node(home.read().nodes().get(0));
        for (NodeSettings node : nodes) {
            Path added = making.resolve(node.name());
            Trees.copy(known.resolve(PARAMETERS), added.resolve(PARAMETERS));
            Trees.copyInto(added.resolve(INFOS_OF_OTHERS), Trees.filesIn(known.resolve(INFOS_OF_OTHERS), INFO));
        }
        NetworkDescription description = home.read();
        description.add(nodes);
        description.write(making.resolve(NetworkDirectory.DESCRIPTION));
        Files.move(making, joining, StandardCopyOption.ATOMIC_MOVE);
        finishJoining();
    }

    /** Does what is left of a joining, one broken off too: the network's description is the last to move. */
    void finishJoining() throws IOException {
        if (!Files.exists(joining)) return;
        List<Path> added = Trees.directoriesIn(joining);
        List<Path> all = new ArrayList<>(Trees.directoriesIn(home.nodes()));
        all.addAll(added);
        for (Path node : added) {
            List<Path> info = Trees.filesIn(node, INFO);
            for (Path other : all) Trees.copyInto(other.resolve(INFOS_OF_OTHERS), info);
        }
        for (Path node : added) {
            Files.move(node, home.nodes().resolve(node.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        Path description = joining.resolve(NetworkDirectory.DESCRIPTION);
        if (Files.exists(description)) {
            Files.move(description, home.nodes().resolve(NetworkDirectory.DESCRIPTION), StandardCopyOption.ATOMIC_MOVE);
        }
        Trees.delete(joining);
    }

    /** In {@code making}: a folder for each node, with its identity and the tables of its database. */
    private void prepareNodes(List<NodeSettings> nodes, String how)
            throws IOException, NetworkException, InterruptedException {
        Trees.delete(making);
        Trees.delete(template);
        Files.createDirectories(making);
        for (NodeSettings node : nodes) NodeConfiguration.write(node, making.resolve(node.name() + "_node.conf"));
        copyCordapps(making);
        Files.createFile(making.resolve("corda.jar"));
        prepareTemplate(nodes.get(0));
        runChildren(how);
        for (NodeSettings node : nodes) {
            Path added = making.resolve(node.name());
            Trees.copy(template.resolve(DATABASE), added.resolve(DATABASE));
            Files.deleteIfExists(added.resolve("corda.jar"));
        }
        Trees.delete(template);
    }

    /** A node's directory whose database is migrated once and copied: a notary's, for it has all the tables. */
    private void prepareTemplate(NodeSettings any) throws IOException {
        Files.createDirectories(template.resolve("cordapps"));
        NodeConfiguration.write(any.asNotary(), template.resolve("node.conf"));
        copyCordapps(template.resolve("cordapps"));
    }

    private void copyCordapps(Path directory) throws IOException {
        Trees.copy(parts.contractsJar(), directory.resolve("contracts.jar"));
        Trees.copy(parts.workflowsJar(), directory.resolve("workflows.jar"));
    }

    private void runChildren(String how) throws IOException, NetworkException, InterruptedException {
        List<Process> children = new ArrayList<>();
        try {
            children.add(jvm.bootstrap(how, making, output("bootstrap")));
            children.add(jvm.node(
                    MIGRATION_HEAP_MB,
                    template,
                    output("migration"),
                    "run-migration-scripts",
                    "--core-schemas",
                    "--app-schemas"));
            await(children.get(0), output("bootstrap"));
            await(children.get(1), output("migration"));
        } finally {
            children.forEach(NodeProcess::endOf);
            children.forEach(child -> NodeProcess.awaitEnd(child, 5_000));
        }
    }

    private Path output(String child) {
        return home.directory().resolve(child + ".out");
    }

    private static void await(Process child, Path output) throws InterruptedException, NetworkException {
        boolean ended = child.waitFor(LIMIT_MS, TimeUnit.MILLISECONDS);
        if (ended && child.exitValue() == 0) return;
        throw new NetworkException(
                ended ? Trouble.NODE_DIED : Trouble.TOO_SLOW,
                "The Corda network could not be made; " + output + " says why.",
                LastLines.of(output, List.of()),
                null);
    }
}
