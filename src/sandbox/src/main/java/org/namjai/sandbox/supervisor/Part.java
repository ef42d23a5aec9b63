package org.namjai.sandbox.supervisor;

import java.util.List;

/** One part of the system: a process, a network of them, or a piece of preparation. */
public interface Part {
    /** Short and lower-case; names the log file too. */
    String name();

    /** Names of the parts that must be ready before this one starts. */
    default List<String> needs() {
        return List.of();
    }

    /** Ports that must be free, each with what it is for. */
    default List<TakenPort> ports() {
        return List.of();
    }

    /** Returns when the part is ready for use. */
    void start() throws PartFailure, InterruptedException;

    /** Also of a part that never started or is half started; returns when nothing of it runs. */
    void stop();

    boolean isAlive();

    /** A port and its purpose, as it is told to a person. */
    record TakenPort(int port, String purpose) {}
}
