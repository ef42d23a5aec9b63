package org.namjai.sandbox.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Owns all parts: they start when what they need is ready, and none outlives it. */
public final class Supervisor implements AutoCloseable {
    private final List<Part> parts;
    private final Progress progress;
    private final List<Part> begun = Collections.synchronizedList(new ArrayList<>());

    public Supervisor(List<Part> parts, Progress progress) {
        this.parts = List.copyOf(parts);
        this.progress = progress;
    }

    /** Returns when every part is ready; when one fails, the others are stopped again before this throws. */
    public void start() throws PartFailure, InterruptedException {
        for (Part part : parts) checkPorts(part);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            startAll(threads);
        } catch (PartFailure | InterruptedException e) {
            threads.shutdownNow();
            close();
            throw e;
        } finally {
            threads.shutdownNow();
        }
    }

    private void startAll(ExecutorService threads) throws PartFailure, InterruptedException {
        CompletableFuture<Void> firstFailure = new CompletableFuture<>();
        Map<String, CompletableFuture<Void>> ready = new LinkedHashMap<>();
        for (Part part : parts) {
            CompletableFuture<?>[] needed =
                    part.needs().stream().map(ready::get).toArray(CompletableFuture[]::new);
            CompletableFuture<Void> started =
                    CompletableFuture.allOf(needed).thenRunAsync(() -> startOne(part), threads);
            started.whenComplete((ok, failure) -> {
                if (failure != null) firstFailure.completeExceptionally(failure);
            });
            ready.put(part.name(), started);
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(ready.values().toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all, firstFailure).get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw failureIn(e);
        }
    }

    private void startOne(Part part) {
        long began = System.nanoTime();
        begun.add(part);
        progress.tell(part.name(), Progress.Step.STARTING, Duration.ZERO);
        try {
            part.start();
            progress.tell(part.name(), Progress.Step.READY, Duration.ofNanos(System.nanoTime() - began));
        } catch (PartFailure e) {
            progress.tell(part.name(), Progress.Step.FAILED, Duration.ofNanos(System.nanoTime() - began));
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private static PartFailure failureIn(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof PartFailure failure) return failure;
        }
        throw new IllegalStateException(thrown);
    }

    private static void checkPorts(Part part) throws PartFailure {
        for (Part.TakenPort wanted : part.ports()) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted.port()));
            } catch (IOException e) {
                throw new PartFailure("Port " + wanted.port() + ", for " + wanted.purpose()
                        + ", is taken by another program. Stop that program, or set NAMJAI_PORT_OFFSET.");
            }
        }
    }

    /** Names of the parts that were started and no longer run. */
    public List<String> dead() {
        return List.copyOf(begun).stream()
                .filter(part -> !part.isAlive())
                .map(Part::name)
                .toList();
    }

    /** Stops what runs, the last begun first. */
    @Override
    public void close() {
        List<Part> reversed = new ArrayList<>(begun);
        Collections.reverse(reversed);
        reversed.forEach(Part::stop);
        begun.clear();
    }
}
