package org.namjai.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.namjai.corda.network.Participant;

/**
 * Where each part listens on this machine.
 *
 * @param banks the banks' gateways, by participant
 * @param corda three ports a node (p2p, RPC, administration): notary, DGA, then the banks
 */
public record Ports(
        int postgres, int keycloak, int registries, int platform, Map<String, Integer> banks, List<Integer> corda) {
    private static final int OTHERS = 4;
    private static final int NODES_BESIDE_BANKS = 2;

    /** The well-known ports, all moved by the same offset. */
    public static Ports standard(int offset, List<Participant> banks) {
        List<Integer> gateways = new ArrayList<>();
        for (int i = 0; i < banks.size(); i++) gateways.add(8091 + i + offset);
        List<Integer> corda = new ArrayList<>();
        for (int i = 0; i < cordaPorts(banks); i++) corda.add(10_002 + i + offset);
        return new Ports(15_432 + offset, 8180 + offset, 8185 + offset, 8080 + offset, byBank(banks, gateways), corda);
    }

    /** Ports that nobody uses now: for tests that run beside other systems. */
    public static Ports free(List<Participant> banks) {
        int count = OTHERS + banks.size() + cordaPorts(banks);
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            List<Integer> p = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : held) socket.close();
            int firstOfCorda = OTHERS + banks.size();
            return new Ports(
                    p.get(0),
                    p.get(1),
                    p.get(2),
                    p.get(3),
                    byBank(banks, p.subList(OTHERS, firstOfCorda)),
                    p.subList(firstOfCorda, count));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int cordaPorts(List<Participant> banks) {
        return 3 * (NODES_BESIDE_BANKS + banks.size());
    }

    private static Map<String, Integer> byBank(List<Participant> banks, List<Integer> ports) {
        Map<String, Integer> byBank = new HashMap<>();
        for (int i = 0; i < banks.size(); i++) byBank.put(banks.get(i).id(), ports.get(i));
        return Map.copyOf(byBank);
    }

    public int bank(String participant) {
        Integer port = banks.get(participant);
        if (port == null) throw new IllegalArgumentException("No bank " + participant);
        return port;
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
