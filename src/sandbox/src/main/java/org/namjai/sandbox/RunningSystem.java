package org.namjai.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The system that runs behind this terminal: its supervisor's process, and what that tells of its start. */
final class RunningSystem {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(90);
    private static final long POLL_MS = 100;
    private static final String READY = "ready";
    private static final String FAILED = "failed: ";

    private final Installation installation;
    private final Path pidFile;
    private final Path progressFile;

    RunningSystem(Installation installation) {
        this.installation = installation;
        this.pidFile = installation.state().resolve("run/supervisor.pid");
        this.progressFile = installation.state().resolve("run/progress");
    }

    /** Starts the supervisor, which outlives this process. */
    void launch() {
        try {
            Files.createDirectories(pidFile.getParent());
            Files.deleteIfExists(progressFile);
            Files.createFile(progressFile);
            Files.createDirectories(installation.log("supervisor").getParent());
            ProcessBuilder builder = new ProcessBuilder(
                    // nohup: closing the terminal does not stop the system.
                    "nohup",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-Dnamjai.home=" + installation.home(),
                    "-jar",
                    installation.sandboxJar().toString(),
                    "supervise");
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.redirectErrorStream(true);
            builder.redirectOutput(installation.log("supervisor").toFile());
            Process process = builder.start();
            Files.writeString(pidFile, String.valueOf(process.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ProcessHandle> supervisor() {
        try {
            if (!Files.exists(pidFile)) return Optional.empty();
            return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(RunningSystem::isSupervisor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process id may have been given to another program since. */
    private static boolean isSupervisor(ProcessHandle handle) {
        return handle.info().arguments().map(List::of).orElse(List.of()).contains("supervise")
                || handle.info().commandLine().orElse("").contains("supervise");
    }

    boolean isReady() {
        return supervisor().isPresent() && progress().contains(READY);
    }

    /** Returns when the system is ready. */
    void awaitReady(Consumer<String> lines) throws InterruptedException {
        int told = 0;
        while (true) {
            boolean alive = supervisor().isPresent();
            List<String> progress = progress();
            for (String line : progress.subList(told, progress.size())) {
                if (line.equals(READY)) return;
                if (line.startsWith(FAILED)) {
                    awaitEnd();
                    throw new CommandFailure(line.substring(FAILED.length()));
                }
                lines.accept(line);
            }
            told = progress.size();
            if (!alive) {
                throw new CommandFailure(
                        "The supervisor ended before the system was ready. Its log: " + installation.log("supervisor"));
            }
            Thread.sleep(POLL_MS);
        }
    }

    private void awaitEnd() throws InterruptedException {
        while (supervisor().isPresent()) Thread.sleep(POLL_MS);
    }

    void tell(String line) {
        try {
            Files.writeString(progressFile, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void tellReady() {
        tell(READY);
    }

    void tellFailed(String sentence) {
        tell(FAILED + sentence.replace('\n', ' '));
    }

    private List<String> progress() {
        try {
            if (!Files.exists(progressFile)) return List.of();
            String text = Files.readString(progressFile);
            // Only whole lines: the last may still be on its way.
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the supervisor, and with it every part, has ended. */
    void stop(ProcessHandle supervisor) throws InterruptedException {
        List<ProcessHandle> children = supervisor.descendants().toList();
        supervisor.destroy();
        if (!ended(supervisor, STOP_LIMIT)) {
            supervisor.destroyForcibly();
            ended(supervisor, Duration.ofSeconds(5));
        }
        for (ProcessHandle child : children) {
            if (!ended(child, Duration.ofSeconds(20))) child.destroyForcibly();
        }
    }

    private static boolean ended(ProcessHandle process, Duration limit) throws InterruptedException {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
