package org.namjai.corda.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that starts a network, which a test then kills: this side of it, and in {@link #main} the other. */
final class OrphanedParent implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private OrphanedParent(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /** A notary alone, or with participants the DGA and them. */
    static OrphanedParent of(Path directory, List<Path> participants) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dnamjai.home=" + System.getProperty("namjai.home"),
                "-cp",
                System.getProperty("java.class.path"),
                OrphanedParent.class.getName(),
                directory.toString()));
        participants.forEach(file -> command.add(file.toString()));
        return new OrphanedParent(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    void awaitLine(String awaited) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(awaited)) return;
        }
        throw new AssertionError("The parent ended without: " + awaited);
    }

    List<ProcessHandle> awaitNodes(int count) throws IOException {
        awaitLine("ready");
        List<ProcessHandle> nodes = process.descendants().toList();
        if (nodes.size() != count) throw new AssertionError("The parent has " + nodes.size() + " children.");
        return nodes;
    }

    /** Waits until it has so many. */
    List<ProcessHandle> awaitChildren(int count) throws InterruptedException {
        while (process.isAlive()) {
            List<ProcessHandle> children = process.descendants().toList();
            if (children.size() >= count) return children;
            Thread.sleep(20);
        }
        throw new AssertionError("The parent ended.");
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws Exception {
        kill();
    }

    public static void main(String[] args) throws Exception {
        CordaNetwork network = CordaNetwork.in(Path.of(args[0])).node(TestNodes.notary());
        if (args.length > 1) {
            network.node(TestNodes.dga());
            for (Participant participant : ParticipantFile.read(Path.of(args[1]))) {
                network.node(TestNodes.bank(participant));
            }
        }
        network.start(event -> System.out.println(event.node() + " " + event.kind()));
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }
}
