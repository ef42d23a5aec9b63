package org.namjai.corda.network;

import java.nio.file.Path;

/** A program that starts a network of one node and is then killed by a test. */
final class OrphanedParent {
    private OrphanedParent() {}

    public static void main(String[] args) throws Exception {
        RunningNetwork network =
                CordaNetwork.in(Path.of(args[0])).node(TestNodes.notary()).start(event -> {});
        System.out.println("node " + network.pid("notary"));
        Thread.sleep(Long.MAX_VALUE);
    }
}
