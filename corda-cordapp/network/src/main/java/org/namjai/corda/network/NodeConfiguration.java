package org.namjai.corda.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** Writes the files that configure a node. They hold passwords, so only their owner reads them. */
final class NodeConfiguration {
    /** What the platform and a participant's gateway do with a node, and nothing else. */
    private static final List<String> PERMISSIONS = List.of(
            "StartFlow.org.namjai.corda.workflows.RecordPage",
            "InvokeRpc.nodeInfo",
            "InvokeRpc.networkMapSnapshot",
            "InvokeRpc.wellKnownPartyFromX500Name",
            "InvokeRpc.vaultQuery",
            "InvokeRpc.vaultQueryBy",
            "InvokeRpc.vaultQueryByCriteria",
            "InvokeRpc.vaultQueryByWithPagingSpec",
            "InvokeRpc.vaultQueryByWithSorting",
            "InvokeRpc.internalFindVerifiedTransaction");

    private NodeConfiguration() {}

    static void write(NodeSettings node, Path file) throws IOException {
        writeOwnerOnly(file, nodeConf(node));
    }

    static void writeCordappConfig(NodeSettings node, Path file) throws IOException {
        StringBuilder conf = new StringBuilder();
        for (Map.Entry<String, String> setting : node.cordappConfig().entrySet()) {
            line(conf, setting.getKey() + " = " + quoted(setting.getValue()));
        }
        writeOwnerOnly(file, conf.toString());
    }

    private static String nodeConf(NodeSettings node) {
        Ports ports = node.ports();
        StringBuilder conf = new StringBuilder();
        line(conf, "myLegalName = " + quoted(node.x500Name()));
        line(conf, "p2pAddress = " + address(ports.p2p()));
        // Otherwise the node's broker listens on every interface, and all the world knows the development CA's keys.
        line(conf, "messagingServerAddress = " + address(ports.p2p()));
        line(conf, "messagingServerExternal = false");
        line(conf, "rpcSettings.address = " + address(ports.rpc()));
        line(conf, "rpcSettings.adminAddress = " + address(ports.admin()));
        line(conf, "devMode = true");
        // Nodes of one machine know each other by files.
        line(conf, "detectPublicIp = false");
        if (node.notary()) line(conf, "notary.validating = false");
        line(conf, "rpcUsers = [{");
        line(conf, "  username = " + quoted(node.rpcUser().name()));
        line(conf, "  password = " + quoted(node.rpcUser().password()));
        line(conf, "  permissions = [");
        for (String permission : PERMISSIONS) line(conf, "    " + quoted(permission));
        line(conf, "  ]");
        line(conf, "}]");
        return conf.toString();
    }

    private static String address(int port) {
        return quoted("127.0.0.1:" + port);
    }

    private static String quoted(String value) {
        return '"' + escaped(value) + '"';
    }

    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static void line(StringBuilder conf, String text) {
        conf.append(text).append('\n');
    }

    private static void writeOwnerOnly(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
