package org.namjai.corda.network;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One node of a network.
 *
 * @param name short, lower-case: names the node's directory, log lines and {@link RunningNetwork#rpcAddress}
 * @param x500Name its legal identity, as {@code O=…, L=…, C=…}
 * @param notary whether it is the network's (non-validating) notary
 * @param cordappConfig settings of the workflows' CorDapp, such as {@code gatewayUrl} and {@code gatewayToken}
 */
public record NodeSettings(
        String name, String x500Name, boolean notary, Ports ports, RpcUser rpcUser, Map<String, String> cordappConfig) {
    static final String NOTARY = "O=Notary, L=Bangkok, C=TH";
    /** As the contracts know it. */
    static final String DGA = "O=Digital Government Development Agency, L=Bangkok, C=TH";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    /** A shorter setting, such as a number, is none. */
    private static final int SHORTEST_SECRET = 8;

    public NodeSettings {
        if (!isName(name)) throw new IllegalArgumentException("Not a node's name: " + name);
        cordappConfig = Map.copyOf(cordappConfig);
    }

    public static NodeSettings notary(Ports ports, RpcUser rpcUser) {
        return new NodeSettings("notary", NOTARY, true, ports, rpcUser, Map.of());
    }

    public static NodeSettings dga(Ports ports, RpcUser rpcUser) {
        return new NodeSettings("dga", DGA, false, ports, rpcUser, Map.of());
    }

    public static NodeSettings of(
            Participant participant, Ports ports, RpcUser rpcUser, Map<String, String> cordappConfig) {
        return new NodeSettings(participant.id(), participant.x500Name(), false, ports, rpcUser, cordappConfig);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What must not be shown, as it is and as a file writes it. */
    List<String> secrets() {
        Stream<String> settings = cordappConfig.entrySet().stream()
                .filter(setting -> !setting.getKey().endsWith("Url"))
                .map(Map.Entry::getValue)
                .filter(value -> value.length() >= SHORTEST_SECRET);
        return Stream.concat(Stream.of(rpcUser.password()), settings)
                .flatMap(secret -> Stream.of(secret, NodeConfiguration.escaped(secret)))
                .distinct()
                .toList();
    }

    NodeSettings asNotary() {
        return new NodeSettings(name, x500Name, true, ports, rpcUser, cordappConfig);
    }

    NodeSettings withPorts(Ports chosen) {
        return new NodeSettings(name, x500Name, notary, chosen, rpcUser, cordappConfig);
    }

    /** CorDapp settings may be secret. */
    @Override
    public String toString() {
        return "NodeSettings[" + name + ", " + x500Name + ", " + ports + "]";
    }
}
