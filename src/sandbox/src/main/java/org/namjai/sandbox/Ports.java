package org.namjai.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each part listens on this machine.
 *
 * @param corda three ports a node (p2p, RPC, administration): notary, DGA, then the banks
 */
public record Ports(
        int postgres, int keycloak, int registries, int platform, int bankBua, int bankKhaohom, List<Integer> corda) {
    private static final int CORDA_PORTS = 12;

    /** The well-known ports, all moved by the same offset. */
    public static Ports standard(int offset) {
        List<Integer> corda = new ArrayList<>();
        for (int i = 0; i < CORDA_PORTS; i++) corda.add(10_002 + i + offset);
        return new Ports(
                15_432 + offset, 8180 + offset, 8185 + offset, 8080 + offset, 8091 + offset, 8092 + offset, corda);
    }

    /** Ports that nobody uses now: for tests that run beside other systems. */
    public static Ports free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 6 + CORDA_PORTS; i++)
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            List<Integer> p = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : held) socket.close();
            return new Ports(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5), p.subList(6, p.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int bank(String participant) {
        return switch (participant) {
            case "bua" -> bankBua;
            case "khaohom" -> bankKhaohom;
            default -> throw new IllegalArgumentException("No bank " + participant);
        };
    }

    String address(int port) {
        return "http://localhost:" + port;
    }

    public String platformUrl() {
        return address(platform);
    }

    public String bankUrl(String participant) {
        return address(bank(participant));
    }

    public String registriesUrl() {
        return address(registries);
    }

    public String keycloakUrl() {
        return address(keycloak);
    }

    public String issuer() {
        return keycloakUrl() + "/realms/namjai";
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres + "/" + database;
    }

    public org.namjai.corda.network.Ports cordaNode(int index) {
        return new org.namjai.corda.network.Ports(
                corda.get(3 * index), corda.get(3 * index + 1), corda.get(3 * index + 2));
    }
}
