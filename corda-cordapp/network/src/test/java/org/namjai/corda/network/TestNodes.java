package org.namjai.corda.network;

import java.nio.file.Path;
import java.util.Map;
import org.namjai.corda.contracts.LedgerPage;

/** The nodes of the tests, and where they may be kept. */
final class TestNodes {
    static final RpcUser USER = new RpcUser("test", "a password with \" and \\");

    private TestNodes() {}

    static Path directory(String name) {
        return Path.of("target", "networks", name).toAbsolutePath();
    }

    static NodeSettings notary() {
        return node("notary", "O=Notary, L=Bangkok, C=TH", true, Map.of());
    }

    static NodeSettings dga() {
        return node("dga", LedgerPage.DGA.toString(), false, Map.of());
    }

    static NodeSettings bank(String name, String organisation, TestGateway gateway) {
        Map<String, String> config = Map.of("gatewayUrl", gateway.url(), "gatewayToken", TestGateway.TOKEN);
        return node(name, "O=" + organisation + ", L=Bangkok, C=TH", false, config);
    }

    private static NodeSettings node(String name, String x500Name, boolean notary, Map<String, String> config) {
        return new NodeSettings(name, x500Name, notary, Ports.FREE, USER, config);
    }
}
