package org.namjai.corda.network;

/** A node's three ports on this machine; 0 stands for any free one. */
public record Ports(int p2p, int rpc, int admin) {
    public static final Ports FREE = new Ports(0, 0, 0);
}
