package org.namjai.corda.network;

import java.nio.file.Path;
import java.util.Map;

/** The nodes of the tests, and where they may be kept. */
final class TestNodes {
    static final RpcUser USER = new RpcUser("test", "a password with \" and \\");

    private TestNodes() {}

    static Path directory(String name) {
        return Path.of("target", "networks", name).toAbsolutePath();
    }

    static NodeSettings notary() {
        return NodeSettings.notary(Ports.FREE, USER);
    }

    static NodeSettings dga() {
        return NodeSettings.dga(Ports.FREE, USER);
    }

    static NodeSettings bank(String name, String organisation, TestGateway gateway) {
        Participant participant =
                new Participant(name, organisation, organisation, "O=" + organisation + ", L=Bangkok, C=TH");
        return bank(participant, gateway);
    }

    static NodeSettings bank(Participant participant, TestGateway gateway) {
        Map<String, String> config = Map.of("gatewayUrl", gateway.url(), "gatewayToken", TestGateway.TOKEN);
        return NodeSettings.of(participant, Ports.FREE, USER, config);
    }

    /** One whose gateway nobody will ask. */
    static NodeSettings bank(Participant participant) {
        return NodeSettings.of(participant, Ports.FREE, USER, Map.of());
    }
}
