package org.namjai.corda.network;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Nodes that were started together and stop together; also when this process dies. */
public final class RunningNetwork implements AutoCloseable {
    private static final long GRACE_MS = 15_000;

    private final Map<String, NodeProcess> nodes;
    private final Closeable lock;
    private volatile boolean closing;

    RunningNetwork(Map<String, NodeProcess> nodes, Closeable lock) {
        this.nodes = Map.copyOf(nodes);
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
    public void onDeath(Consumer<NodeDeath> told) {
        nodes.forEach((name, node) -> node.onExit(() -> {
            if (!closing) told.accept(new NodeDeath(name, node.exitCode(), node.age(), node.lastLines()));
        }));
    }

    public long pid(String name) {
        return node(name).pid();
    }

    @Override
    public void close() {
        closing = true;
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
