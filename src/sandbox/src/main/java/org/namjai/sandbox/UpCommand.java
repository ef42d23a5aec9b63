package org.namjai.sandbox;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.namjai.corda.network.Participant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts everything and returns when it can be used. */
@Command(name = "up", description = "Start the whole system and print its addresses and logins.")
final class UpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = Installation.ofThisMachine();
        ensureRunning(installation, out);
        printAddresses(installation, out);
        return 0;
    }

    static void ensureRunning(Installation installation, PrintWriter out) throws InterruptedException {
        RunningSystem system = new RunningSystem(installation);
        long began = System.nanoTime();
        if (system.isReady()) {
            out.println("Namjai is already running.");
            return;
        }
        if (system.supervisor().isEmpty()) {
            out.println("Starting Namjai (the first start makes databases, keys and the ledger's network):");
            system.launch();
        } else {
            out.println("Namjai is being started:");
        }
        out.flush();
        system.awaitReady(line -> {
            out.println(line);
            out.flush();
        });
        out.printf("Ready after %.0f s.%n", (System.nanoTime() - began) / 1e9);
    }

    private static void printAddresses(Installation installation, PrintWriter out) {
        Ports ports = installation.ports();
        out.println();
        out.println("Addresses");
        out.println("  The platform       " + ports.platformUrl() + "/");
        out.println("  Camunda Tasklist   " + ports.platformUrl() + "/camunda/app/tasklist/");
        out.println("  Camunda Cockpit    " + ports.platformUrl() + "/camunda/app/cockpit/");
        out.println("  Engine's REST API  " + ports.platformUrl() + "/engine-rest (for Camunda Modeler)");
        for (Participant bank : installation.banks()) {
            out.println("  " + pad(bank.nameEn()) + ports.bankUrl(bank.id()) + "/");
        }
        out.println("  Keycloak           " + ports.keycloakUrl() + "/");
        out.println();
        out.println("Logins, made for this machine alone");
        login(installation, out, "somchai", "citizen");
        login(installation, out, "malee", "citizen");
        login(installation, out, "cw1", "case worker");
        login(installation, out, "cw2", "case worker");
        login(installation, out, "cw-north", "case worker of Chiang Mai and Chiang Rai");
        login(installation, out, "officer1", "programme officer");
        login(installation, out, "approver1", "approver");
        login(installation, out, "operator1", "operator");
        login(installation, out, "auditor1", "auditor");
        login(installation, out, "admin1", "Camunda administrator");
        out.println();
        out.println("Stop it with ./namjai down; play the whole story with ./namjai demo.");
        out.flush();
    }

    private static void login(Installation installation, PrintWriter out, String user, String role) {
        out.println("  " + pad(user) + installation.userPassword(user) + "   " + role);
    }

    private static String pad(String text) {
        return String.format("%-19s", text);
    }
}
