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
 * @param heapMb the most that its JVM's heap may take
 */
public record NodeSettings(
        String name,
        String x500Name,
        boolean notary,
        Ports ports,
        RpcUser rpcUser,
        Map<String, String> cordappConfig,
        int heapMb) {
    static final String NOTARY = "O=Notary, L=Bangkok, C=TH";
    /** As the contracts know it. */
    static final String DGA = "O=Digital Government Development Agency, L=Bangkok, C=TH";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    /** The smallest that bore pages of 10,000 on four chains at once; docs/architecture.md has the figures. */
    private static final int NOTARY_HEAP_MB = 128;

    private static final int DGA_HEAP_MB = 768;
    private static final int BANK_HEAP_MB = 256;

    /** A shorter setting, such as a number, is none. */
    private static final int SHORTEST_SECRET = 8;

    public NodeSettings {
        if (!isName(name)) throw new IllegalArgumentException("Not a node's name: " + name);
        cordappConfig = Map.copyOf(cordappConfig);
    }

    /** With the heap that any node can do with. */
    public NodeSettings(
            String name,
            String x500Name,
            boolean notary,
            Ports ports,
            RpcUser rpcUser,
            Map<String, String> cordappConfig) {
        this(name, x500Name, notary, ports, rpcUser, cordappConfig, DGA_HEAP_MB);
    }

    public static NodeSettings notary(Ports ports, RpcUser rpcUser) {
        return new NodeSettings("notary", NOTARY, true, ports, rpcUser, Map.of(), NOTARY_HEAP_MB);
    }

    public static NodeSettings dga(Ports ports, RpcUser rpcUser) {
        return new NodeSettings("dga", DGA, false, ports, rpcUser, Map.of(), DGA_HEAP_MB);
    }

    public static NodeSettings of(
            Participant participant, Ports ports, RpcUser rpcUser, Map<String, String> cordappConfig) {
        return new NodeSettings(
                participant.id(), participant.x500Name(), false, ports, rpcUser, cordappConfig, BANK_HEAP_MB);
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
        return new NodeSettings(name, x500Name, true, ports, rpcUser, cordappConfig, heapMb);
    }

    NodeSettings withPorts(Ports chosen) {
        return new NodeSettings(name, x500Name, notary, chosen, rpcUser, cordappConfig, heapMb);
    }

    public NodeSettings withHeapMb(int other) {
        return new NodeSettings(name, x500Name, notary, ports, rpcUser, cordappConfig, other);
    }

    /** CorDapp settings may be secret. */
    @Override
    public String toString() {
        return "NodeSettings[" + name + ", " + x500Name + ", " + ports + "]";
    }
}
