package org.namjai.corda.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.namjai.corda.network.NetworkException.Trouble;

/** One running node. */
final class NodeProcess {
    private static final String REGISTERED = "started up and registered";
    private static final int CONNECT_MS = 1_000;
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final long POLL_MS = 200;

    private final NodeSettings settings;
    private final Path output;
    private final Process process;
    private final long startedNanos = System.nanoTime();
    private boolean ready;

    private NodeProcess(NodeSettings settings, Path output, Process process) {
        this.settings = settings;
        this.output = output;
        this.process = process;
    }

    static NodeProcess start(NodeSettings settings, Path directory, ChildJvm jvm) throws IOException {
        Path output = directory.resolve("node.out");
        return new NodeProcess(settings, output, jvm.node(settings.heapMb(), directory, output, "--no-local-shell"));
    }

    /** Returns when all are ready, and tells of each as soon as it is. */
    static void awaitReady(Collection<NodeProcess> nodes, Consumer<NodeProcess> told)
            throws IOException, NetworkException, InterruptedException {
        List<NodeProcess> waiting = new ArrayList<>(nodes);
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!waiting.isEmpty()) {
            for (NodeProcess node : List.copyOf(waiting)) {
                node.checkAlive();
                if (node.isReady()) {
                    waiting.remove(node);
                    told.accept(node);
                }
            }
            if (System.nanoTime() > limit) throw waiting.get(0).tooSlow();
            Thread.sleep(POLL_MS);
        }
    }

    private void checkAlive() throws NetworkException {
        if (isAlive()) return;
        throw new NetworkException(
                Trouble.NODE_DIED,
                "The Corda node of " + settings.name() + " died while it started (exit code " + exitCode() + ").",
                lastLines(),
                null);
    }

    private NetworkException tooSlow() {
        return new NetworkException(
                Trouble.TOO_SLOW,
                "The Corda node of " + settings.name() + " was not ready within " + START_LIMIT.toMinutes()
                        + " minutes.",
                lastLines(),
                null);
    }

    NodeSettings settings() {
        return settings;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    int exitCode() {
        return process.exitValue();
    }

    private boolean isReady() throws IOException {
        if (!ready) ready = isAlive() && Files.readString(output).contains(REGISTERED) && answersRpc();
        return ready;
    }

    boolean answersRpc() {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), settings.ports().rpc()),
                    CONNECT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    List<String> lastLines() {
        return LastLines.of(output, settings.secrets());
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Calls back once the node has ended, however it did; at once when it has already. */
    void onExit(Runnable told) {
        // Async, for the JDK's own thread that reaps processes has but a small stack.
        process.onExit().thenRunAsync(told);
    }

    /** Without an orderly exit; returns when it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks for an orderly exit. */
    void askToStop() {
        endOf(process);
    }

    void awaitStop(long graceMs) {
        awaitEnd(process, graceMs);
    }

    /** Lets go of the tether. */
    static void endOf(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
    }

    static void awaitEnd(Process process, long graceMs) {
        try {
            if (process.waitFor(graceMs, TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly().onExit().join();
    }
}
