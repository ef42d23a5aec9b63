package org.namjai.corda.network;

import java.util.Map;
import java.util.regex.Pattern;

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
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    public NodeSettings {
        if (!NAME.matcher(name).matches()) throw new IllegalArgumentException("Not a node's name: " + name);
        cordappConfig = Map.copyOf(cordappConfig);
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
