package org.namjai.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Which parts answer now. */
@Command(name = "status", description = "Tell which parts answer; ends with 1 unless all do.")
final class StatusCommand implements Callable<Integer> {
    private static final int CONNECT_MS = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = Installation.ofThisMachine();
        boolean all = new RunningSystem(installation).supervisor().isPresent();
        out.println("  " + (all ? "up  " : "DOWN") + "  supervisor");
        for (Map.Entry<String, Integer> part : portsByPart(installation).entrySet()) {
            boolean up = listens(part.getValue());
            out.println("  " + (up ? "up  " : "DOWN") + "  " + part.getKey() + " (port " + part.getValue() + ")");
            all &= up;
        }
        return all ? 0 : 1;
    }

    private static Map<String, Integer> portsByPart(Installation installation) {
        Ports ports = installation.ports();
        Map<String, Integer> parts = new LinkedHashMap<>();
        parts.put("postgres", ports.postgres());
        parts.put("keycloak", ports.keycloak());
        parts.put("registries", ports.registries());
        parts.put("corda notary", ports.cordaNode(0).rpc());
        parts.put("corda dga", ports.cordaNode(1).rpc());
        for (int i = 0; i < installation.banks().size(); i++) {
            String bank = installation.banks().get(i).id();
            parts.put("corda " + bank, ports.cordaNode(i + 2).rpc());
            parts.put("bank-" + bank, ports.bank(bank));
        }
        parts.put("platform", ports.platform());
        return parts;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
