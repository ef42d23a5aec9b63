package org.namjai.corda.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Full pages for all banks at once, on chains of their own; tells the speed and the nodes' memory. */
final class NodeLoad {
    /** Programmes that run side by side; each has a chain with every bank. */
    private static final int PROGRAMMES = 2;

    private final RunningNetwork network;
    private final List<String> banks;

    NodeLoad(RunningNetwork network, List<String> banks) {
        this.network = network;
        this.banks = banks;
    }

    void run(int pagesAChain, int transitionsAPage) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        long began = System.nanoTime();
        try {
            List<Future<?>> chains = new ArrayList<>();
            for (int i = 0; i < PROGRAMMES; i++) {
                String programme = "load-" + UUID.randomUUID();
                for (String bank : banks) {
                    chains.add(threads.submit(() -> fill(programme, bank, pagesAChain, transitionsAPage)));
                }
            }
            for (Future<?> chain : chains) chain.get();
            long pages = (long) chains.size() * pagesAChain;
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%d pages of %d transitions in %.1f s: %.0f transitions/s%n",
                    pages, transitionsAPage, seconds, pages * transitionsAPage / seconds);
            for (String bank : banks) tellMemory(bank);
            tellMemory("dga");
            tellMemory("notary");
        } finally {
            threads.shutdownNow();
        }
    }

    private @org.jspecify.annotations.Nullable Void fill(String programme, String bank, int pages, int transitions)
            throws Exception {
        try (PageRecorder recorder = new PageRecorder(network, programme)) {
            for (int page = 1; page <= pages; page++) recorder.record(bank, page, transitions);
        }
        return null;
    }

    private void tellMemory(String node) throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/" + network.pid(node) + "/status"));
        status.stream()
                .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
                .forEach(line -> System.out.println("  " + node + " " + line.replaceAll("\\s+", " ")));
    }
}
