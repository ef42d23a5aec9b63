package org.namjai.corda.network.node;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent that ends its JVM when the process that started it is gone. The parent keeps the child's standard input
 * open and never writes to it; the operating system closes it when the parent dies, however it dies.
 *
 * <p>Needs the JDK alone, so that any JVM can carry it: {@code -javaagent:tether.jar}.
 */
public final class Tether {
    /** How long an orderly exit may take. */
    private static final long GRACE_MS = 15_000;

    private Tether() {}

    public static void premain(@Nullable String ignored) {
        InputStream parent = System.in;
        start("tether", () -> {
            waitForEnd(parent);
            start("tether-exit", () -> System.exit(0));
            sleep(GRACE_MS);
            Runtime.getRuntime().halt(1);
        });
    }

    private static void waitForEnd(InputStream parent) {
        byte[] discarded = new byte[256];
        try {
            while (parent.read(discarded) >= 0) {
                // What a parent may write means nothing.
            }
        } catch (IOException e) {
            // A broken pipe is as good an end as a closed one.
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
