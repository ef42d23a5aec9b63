package org.namjai.corda.network;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.namjai.corda.network.NetworkException.Trouble;

/**
 * A network of Corda nodes on this machine, kept in one directory: made at its first start, used again at later ones.
 * Nodes may be added then; those that are there keep their identities and data.
 *
 * <pre>{@code
 * try (RunningNetwork network = CordaNetwork.in(directory).node(notary).node(dga).node(bank).start(progress)) {
 *     connect(network.rpcAddress("dga"));
 * }
 * }</pre>
 */
public final class CordaNetwork {
    private static final int JDK = 17;

    private final Path directory;
    private final List<NodeSettings> nodes = new ArrayList<>();

    private CordaNetwork(Path directory) {
        this.directory = directory;
    }

    public static CordaNetwork in(Path directory) {
        return new CordaNetwork(directory);
    }

    public CordaNetwork node(NodeSettings node) {
        if (nodes.stream().anyMatch(known -> known.name().equals(node.name()))) {
            throw new IllegalArgumentException("Two nodes are named " + node.name() + ".");
        }
        if (nodes.stream().anyMatch(known -> known.x500Name().equals(node.x500Name()))) {
            throw new IllegalArgumentException("Two nodes are " + node.x500Name() + ".");
        }
        nodes.add(node);
        return this;
    }

    /** Returns when every node is ready; when one can't be, throws with nothing left running. */
    public RunningNetwork start(Consumer<NodeEvent> progress) throws NetworkException, InterruptedException {
        checkJdk(Runtime.version().feature());
        NodeParts parts = NodeParts.locate();
        ChildJvm jvm = new ChildJvm(parts);
        NetworkDirectory home = new NetworkDirectory(directory, parts);
        Start start = new Start(home, new NetworkMaker(home, parts, jvm), jvm, progress, System.nanoTime());
        try {
            return start.run(nodes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void checkJdk(int feature) throws NetworkException {
        if (feature == JDK) return;
        throw new NetworkException(
                Trouble.WRONG_JDK, "The Corda nodes need Java " + JDK + ", but this is Java " + feature + ".");
    }

    private record Start(
            NetworkDirectory home, NetworkMaker maker, ChildJvm jvm, Consumer<NodeEvent> progress, long beganNanos) {
        RunningNetwork run(List<NodeSettings> wanted) throws IOException, NetworkException, InterruptedException {
            Closeable lock = home.lock();
            Map<String, NodeProcess> running = new LinkedHashMap<>();
            boolean ready = false;
            try {
                maker.finishJoining();
                List<NodeSettings> nodes = choosePorts(wanted);
                prepare(nodes);
                for (NodeSettings node : nodes) running.put(node.name(), launch(node));
                NodeProcess.awaitReady(
                        running.values(), node -> tell(node.settings().name(), NodeEvent.Kind.READY));
                ready = true;
                return new RunningNetwork(running, home, jvm, lock);
            } finally {
                if (!ready) {
                    RunningNetwork.stop(running.values());
                    lock.close();
                }
            }
        }

        private void prepare(List<NodeSettings> nodes) throws IOException, NetworkException, InterruptedException {
            if (home.isMade()) home.checkMadeOf(nodes);
            for (NodeSettings node : nodes) checkPorts(node);
            if (!home.isMade()) {
                tell("network", NodeEvent.Kind.MAKING);
                maker.make(nodes);
                tell("network", NodeEvent.Kind.MADE);
            }
            join(home.missing(nodes));
            home.refresh(nodes);
        }

        private void join(List<NodeSettings> added) throws IOException, NetworkException, InterruptedException {
            if (added.isEmpty()) return;
            for (NodeSettings node : added) tell(node.name(), NodeEvent.Kind.MAKING);
            maker.join(added);
            for (NodeSettings node : added) tell(node.name(), NodeEvent.Kind.MADE);
        }

        private NodeProcess launch(NodeSettings node) throws IOException {
            tell(node.name(), NodeEvent.Kind.STARTING);
            return NodeProcess.start(node, home.node(node.name()), jvm);
        }

        private List<NodeSettings> choosePorts(List<NodeSettings> wanted) throws IOException {
            List<ServerSocket> held = new ArrayList<>();
            List<NodeSettings> chosen = new ArrayList<>();
            try {
                for (NodeSettings node : wanted) {
                    Ports ports = node.ports();
                    int p2p = ports.p2p() == 0 ? home.madePort(node.name()) : ports.p2p();
                    chosen.add(node.withPorts(
                            new Ports(orFree(p2p, held), orFree(ports.rpc(), held), orFree(ports.admin(), held))));
                }
            } finally {
                for (ServerSocket socket : held) socket.close();
            }
            return chosen;
        }

        /** Held until all are chosen, so that none is chosen twice. */
        private static int orFree(int port, List<ServerSocket> held) throws IOException {
            if (port != 0) return port;
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            return socket.getLocalPort();
        }

        private static void checkPorts(NodeSettings node) throws IOException, NetworkException {
            checkPort(node.ports().p2p(), "p2p", node.name());
            checkPort(node.ports().rpc(), "RPC", node.name());
            checkPort(node.ports().admin(), "administration", node.name());
        }

        private static void checkPort(int port, String purpose, String name) throws IOException, NetworkException {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (BindException e) {
                throw new NetworkException(
                        Trouble.PORT_TAKEN,
                        "Port " + port + ", for " + purpose + " of the Corda node of " + name
                                + ", is taken by another program.");
            }
        }

        private void tell(String node, NodeEvent.Kind kind) {
            progress.accept(new NodeEvent(node, kind, Duration.ofNanos(System.nanoTime() - beganNanos)));
        }
    }
}
