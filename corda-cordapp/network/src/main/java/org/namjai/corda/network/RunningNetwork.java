package org.namjai.corda.network;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Nodes that were started together and stop together; also when this process dies. */
public final class RunningNetwork implements AutoCloseable {
    private static final long GRACE_MS = 15_000;

    private final Map<String, NodeProcess> nodes;
    private final NetworkDirectory home;
    private final ChildJvm jvm;
    private final Closeable lock;
    private final List<Consumer<NodeDeath>> mourners = new ArrayList<>();
    private volatile boolean closing;

    RunningNetwork(Map<String, NodeProcess> nodes, NetworkDirectory home, ChildJvm jvm, Closeable lock) {
        this.nodes = new ConcurrentHashMap<>(nodes);
        this.home = home;
        this.jvm = jvm;
        this.lock = lock;
    }

    /** {@code host:port} for a node's RPC clients. */
    public String rpcAddress(String name) {
        return "127.0.0.1:" + node(name).settings().ports().rpc();
    }

    public boolean isAlive(String name) {
        return node(name).isAlive();
    }

    /** Whether every node runs and takes RPC connections. */
    public boolean isHealthy() {
        return nodes.values().stream().allMatch(node -> node.isAlive() && node.answersRpc());
    }

    /** What a node wrote last to its standard output: its last words, when it is dead. */
    public List<String> lastLines(String name) {
        return node(name).lastLines();
    }

    /** Tells of each node that ends before the network is closed, as soon as it does, on a thread of the JDK's. */
    public synchronized void onDeath(Consumer<NodeDeath> told) {
        mourners.add(told);
        nodes.values().forEach(node -> watch(node, told));
    }

    private void watch(NodeProcess node, Consumer<NodeDeath> told) {
        node.onExit(() -> {
            if (closing) return;
            told.accept(new NodeDeath(node.settings().name(), node.exitCode(), node.age(), node.lastLines()));
        });
    }

    /** Kills a node as {@code kill -9} does, for tests of faults; returns when it is gone, and the others go on. */
    public void kill(String name) {
        node(name).kill();
    }

    /**
     * Starts a node that has ended, with its settings, ports and data; returns when it is ready.
     *
     * @throws IllegalStateException when it runs, or the network is closed
     * @throws NetworkException when it ends again or is not ready in time; then it does not run
     */
    public void restart(String name) throws NetworkException, InterruptedException {
        NodeProcess started = startAgain(name);
        boolean ready = false;
        try {
            NodeProcess.awaitReady(List.of(started), node -> {});
            ready = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!ready) stop(List.of(started));
        }
    }

    private synchronized NodeProcess startAgain(String name) {
        if (closing) throw new IllegalStateException("The network is closed.");
        if (isAlive(name)) throw new IllegalStateException("The node of " + name + " runs.");
        try {
            NodeProcess started = NodeProcess.start(node(name).settings(), home.node(name), jvm);
            nodes.put(name, started);
            mourners.forEach(told -> watch(started, told));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid(String name) {
        return node(name).pid();
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        stop(nodes.values());
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void stop(Collection<NodeProcess> nodes) {
        nodes.forEach(NodeProcess::askToStop);
        nodes.forEach(node -> node.awaitStop(GRACE_MS));
    }

    private NodeProcess node(String name) {
        NodeProcess node = nodes.get(name);
        if (node == null) throw new IllegalArgumentException("No node " + name + " in this network.");
        return node;
    }
}
