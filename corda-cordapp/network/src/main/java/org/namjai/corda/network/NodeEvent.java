package org.namjai.corda.network;

import java.time.Duration;

/**
 * Progress of a start.
 *
 * @param node the node's name, or {@code network} for what concerns all
 * @param since time since the start began
 */
public record NodeEvent(String node, Kind kind, Duration since) {
    /** What happened. */
    public enum Kind {
        /** The network is being made, or a node to join it: identity, database. Only at its first start. */
        MAKING,
        MADE,
        STARTING,
        /** Registered with the network, and its RPC port answers. */
        READY
    }
}
