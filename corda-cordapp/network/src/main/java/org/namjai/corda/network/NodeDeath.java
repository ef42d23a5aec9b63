package org.namjai.corda.network;

import java.time.Duration;
import java.util.List;

/**
 * A node that ended while its network ran.
 *
 * @param after time since the node was started
 * @param lastLines what it wrote last, without secrets and without numbers that may be a person's
 */
public record NodeDeath(String node, int exitCode, Duration after, List<String> lastLines) {
    public NodeDeath {
        lastLines = List.copyOf(lastLines);
    }

    /** For people: which node, how it ended, and its last lines below. */
    public String story() {
        String sentence = "The Corda node of " + node + " has died (exit code " + exitCode + ").";
        return lastLines.isEmpty() ? sentence : sentence + " Its last lines:\n  " + String.join("\n  ", lastLines);
    }
}
