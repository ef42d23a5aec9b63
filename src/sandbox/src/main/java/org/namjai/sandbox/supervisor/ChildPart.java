package org.namjai.sandbox.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A part that is one child process, tethered to this one: its standard input stays open for as long as this process
 * lives, and the tether inside the child ends it when that closes.
 */
public abstract class ChildPart implements Part {
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final long POLL_MS = 100;
    private static final long GRACE_SECONDS = 20;

    private final String name;
    private final Path log;
    private volatile @Nullable Process process;

    protected ChildPart(String name, Path log) {
        this.name = name;
        this.log = log;
    }

    @Override
    public final String name() {
        return name;
    }

    protected abstract List<String> command() throws PartFailure;

    protected abstract Map<String, String> environment();

    /** Whether the running process can be used. Asked again and again until it says yes. */
    protected abstract boolean isReady() throws PartFailure, InterruptedException;

    /** What must be done before the process starts. */
    protected void prepare() throws PartFailure, InterruptedException {}

    @Override
    public final void start() throws PartFailure, InterruptedException {
        prepare();
        Process started = launch(command());
        process = started;
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!started.isAlive()) {
                throw new PartFailure("The part '" + name + "' died while it started (exit code " + started.exitValue()
                        + "). Its log: " + log + lastLine());
            }
            if (System.nanoTime() > limit) {
                throw new PartFailure("The part '" + name + "' was not ready within " + START_LIMIT.toMinutes()
                        + " minutes. Its log: " + log);
            }
            Thread.sleep(POLL_MS);
        }
    }

    /** Runs a command of this part to its end. */
    protected final void run(List<String> command) throws PartFailure, InterruptedException {
        Process started = launch(command);
        process = started;
        if (started.waitFor() != 0) {
            throw new PartFailure("The part '" + name + "' could not be prepared (exit code " + started.exitValue()
                    + "). Its log: " + log + lastLine());
        }
    }

    private Process launch(List<String> command) throws PartFailure {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment());
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            return builder.start();
        } catch (IOException e) {
            throw new PartFailure("The part '" + name + "' could not be started: " + e.getMessage());
        }
    }

    @Override
    public final void stop() {
        Process running = process;
        if (running == null) return;
        try {
            // Closing the tether asks the child to end itself; that also reaches a child behind a shell.
            running.getOutputStream().close();
            if (!running.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process as a crash of the machine would, with no warning; {@link #start} starts it again. */
    public final void kill() throws InterruptedException {
        Process running = process;
        if (running != null) running.destroyForcibly().waitFor();
    }

    @Override
    public final boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    private String lastLine() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "" : " - its last line: " + lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "";
        }
    }
}
