package org.namjai.corda.network;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;

/** What a network was made of: its nodes' names, offices and p2p ports, and the contracts that it knows. */
final class NetworkDescription {
    private static final String OF_NODE = ".x500";

    private final Properties properties = new Properties();

    private NetworkDescription() {}

    static NetworkDescription of(List<NodeSettings> nodes, CordappJar contracts) {
        NetworkDescription description = new NetworkDescription();
        description.add(nodes);
        return description.with(contracts);
    }

    static NetworkDescription read(Path file) throws IOException {
        NetworkDescription description = new NetworkDescription();
        try (Reader reader = Files.newBufferedReader(file)) {
            description.properties.load(reader);
        }
        return description;
    }

    /** In one step: a file half written would lose the network. */
    void write(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (Writer writer = Files.newBufferedWriter(next)) {
            properties.store(writer, "What this Corda network was made of");
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void add(List<NodeSettings> nodes) {
        for (NodeSettings node : nodes) {
            properties.setProperty(node.name() + OF_NODE, node.x500Name());
            properties.setProperty(node.name() + ".notary", String.valueOf(node.notary()));
            properties.setProperty(
                    node.name() + ".p2p", String.valueOf(node.ports().p2p()));
        }
    }

    NetworkDescription with(CordappJar contracts) {
        properties.setProperty("contracts.version", contracts.version());
        properties.setProperty("contracts.signer", contracts.signer());
        properties.setProperty("contracts.classes", contracts.classes());
        return this;
    }

    List<String> nodes() {
        return properties.stringPropertyNames().stream()
                .filter(key -> key.endsWith(OF_NODE))
                .map(key -> key.substring(0, key.length() - OF_NODE.length()))
                .sorted()
                .toList();
    }

    boolean holds(NodeSettings node) {
        return get(node.name() + OF_NODE).equals(node.x500Name())
                && get(node.name() + ".notary").equals(String.valueOf(node.notary()))
                && p2pPort(node.name()) == node.ports().p2p();
    }

    /** 0 for a node that it does not know. */
    int p2pPort(String node) {
        return Integer.parseInt(properties.getProperty(node + ".p2p", "0"));
    }

    CordappJar contracts() {
        return new CordappJar(get("contracts.version"), get("contracts.signer"), get("contracts.classes"));
    }

    boolean hasLawOf(CordappJar contracts) {
        return contracts().classes().equals(contracts.classes());
    }

    private String get(String key) {
        return properties.getProperty(key, "");
    }
}
