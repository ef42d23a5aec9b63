package org.namjai.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.namjai.sandbox.bench.BenchDatabase;
import org.namjai.sandbox.part.LedgerJvm;
import org.namjai.sandbox.part.Parts;
import org.namjai.sandbox.registries.Population;
import org.namjai.sandbox.registries.RegistriesApplication;
import org.namjai.sandbox.supervisor.PartFailure;
import org.namjai.sandbox.supervisor.Progress;
import org.namjai.sandbox.supervisor.Supervisor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures one part, with its reference in the same run. */
@Command(name = "bench", description = "Measure one part beside its reference; writes target/bench/NAME.json.")
final class BenchCommand implements Callable<Integer> {
    private static final int LEDGER_PORT_OFFSET = 3_000;
    private static final int DISBURSEMENT_PORT_OFFSET = 4_000;
    private static final int MOST_WALLETS = 200_000;
    private static final int APPLICANTS = 100_000;
    private static final int WALLETS = 1_000_000;

    @Parameters(paramLabel = "NAME", description = "books, ledger, requests, disbursement, payments")
    private String name = "";

    @Option(names = "--runs", description = "runs whose median counts (default: ${DEFAULT-VALUE})")
    private int runs = 3;

    @Option(names = "--seconds", description = "seconds for each figure of a run (default: ${DEFAULT-VALUE})")
    private int seconds = 12;

    @Option(
            names = "--people",
            description = "wallets with money; people who request (default: 200000; requests 100000, payments 1000000)")
    private @Nullable Integer people;

    @Option(
            names = "--accounts",
            description = "the most accounts, or wallets, of the growing load (default: ${DEFAULT-VALUE})")
    private int accounts = 10_000_000;

    @Option(names = "--transitions", description = "ledger: of each figure (default: ${DEFAULT-VALUE})")
    private int transitions = 100_000;

    @Option(names = "--payments", description = "disbursement: of each run (default: ${DEFAULT-VALUE})")
    private int payments = 100_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1
                || seconds < 1
                || people(MOST_WALLETS) < 4
                || accounts < 10_000
                || transitions < 1_000
                || payments < 100) {
            throw new CommandFailure("--runs and --seconds take 1 or more, --people 4, --accounts 10000,"
                    + " --transitions 1000, --payments 100 or more.");
        }
        Installation installation = Installation.ofThisMachine();
        Path directory = installation.home().resolve("target/bench");
        return switch (name) {
            case "books" -> books(installation, directory);
            case "ledger" -> ledger(installation.home(), directory);
            case "requests" -> requests(installation, directory);
            case "disbursement" -> disbursement(installation.home(), directory);
            case "payments" -> payments(installation, directory);
            default ->
                throw new CommandFailure("There is no benchmark '" + name
                        + "'; there are: books, ledger, requests, disbursement," + " payments.");
        };
    }

    /** Nodes, databases and banks of its own; the nodes are kept for the next time. */
    private int ledger(Path home, Path directory) throws IOException, InterruptedException {
        // Beside the usual ports, and always the same: nodes that are kept know each other by them.
        Installation installation =
                Installation.at(home, directory.resolve("ledger"), banks -> Ports.standard(LEDGER_PORT_OFFSET, banks));
        Progress progress =
                (part, step, since) -> System.out.printf("  %-22s %-9s %5.1f s%n", part, step, since.toMillis() / 1e3);
        System.out.println("Starting nodes, databases and banks of its own (the first time makes them) ...");
        Population population = RegistriesApplication.populationOfTheSandbox();
        try (var system = new Supervisor(Parts.ofLedger(installation, population, progress), progress)) {
            Runtime.getRuntime().addShutdownHook(new Thread(system::close));
            system.start();
            Process bench = LedgerJvm.start(
                    installation,
                    "LedgerBench",
                    directory.resolve("ledger.json").toString(),
                    String.valueOf(runs),
                    String.valueOf(transitions));
            Runtime.getRuntime().addShutdownHook(new Thread(bench::destroy));
            return bench.waitFor();
        } catch (PartFailure e) {
            throw new CommandFailure(e.sentence());
        }
    }

    private int people(int usual) {
        return people == null ? usual : people;
    }

    /** Databases, logins and banks of its own, an e-wallet among them, without nodes: no ledger is measured here. */
    private int disbursement(Path home, Path directory) throws IOException, InterruptedException {
        Installation installation = Installation.withEWallet(
                home, directory.resolve("disbursement"), banks -> Ports.standard(DISBURSEMENT_PORT_OFFSET, banks));
        Progress progress =
                (part, step, since) -> System.out.printf("  %-22s %-9s %5.1f s%n", part, step, since.toMillis() / 1e3);
        System.out.println("Starting databases and banks of its own ...");
        Population population = RegistriesApplication.populationOfTheSandbox();
        try (var system = new Supervisor(Parts.ofDisbursement(installation, population), progress)) {
            Runtime.getRuntime().addShutdownHook(new Thread(system::close));
            system.start();
            Process bench = LedgerJvm.start(
                    installation,
                    "DisbursementBench",
                    directory.resolve("disbursement.json").toString(),
                    String.valueOf(runs),
                    String.valueOf(payments));
            Runtime.getRuntime().addShutdownHook(new Thread(bench::destroy));
            return bench.waitFor();
        } catch (PartFailure e) {
            throw new CommandFailure(e.sentence());
        }
    }

    private int books(Installation installation, Path directory) throws IOException, InterruptedException {
        return onItsOwnServer(
                installation,
                directory,
                "BooksBench",
                String.valueOf(runs),
                String.valueOf(seconds),
                String.valueOf(people(MOST_WALLETS)),
                String.valueOf(accounts));
    }

    private int payments(Installation installation, Path directory) throws IOException, InterruptedException {
        return onItsOwnServer(
                installation,
                directory,
                "PaymentsBench",
                String.valueOf(runs),
                String.valueOf(seconds),
                String.valueOf(people(WALLETS)),
                String.valueOf(accounts));
    }

    private int requests(Installation installation, Path directory) throws IOException, InterruptedException {
        return onItsOwnServer(
                installation,
                directory,
                "RequestsBench",
                String.valueOf(runs),
                String.valueOf(seconds),
                String.valueOf(people(APPLICANTS)),
                installation.sandboxJar().toString());
    }

    private int onItsOwnServer(Installation installation, Path directory, String mainClass, String... arguments)
            throws IOException, InterruptedException {
        System.out.println("Starting a PostgreSQL of its own ...");
        try (BenchDatabase database = BenchDatabase.start(directory.resolve("postgres"))) {
            var command = new ArrayList<String>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // As in docker/Dockerfile, where it says why.
                    "-Xms2g",
                    "-Xmx2g",
                    "-XX:+UseParallelGC",
                    "-XX:+UseTransparentHugePages",
                    "-XX:CompileCommand=quiet",
                    "-XX:CompileCommand=inline,java/nio/HeapByteBuffer.put",
                    "-Duser.timezone=UTC",
                    "-Dloader.main=org.namjai.sandbox.bench." + mainClass,
                    "-Dloader.path=" + installation.home().resolve("src/sandbox/target/sandbox-0.1.0-SNAPSHOT.jar"),
                    "-cp",
                    installation.jar("platform").toString(),
                    "org.springframework.boot.loader.launch.PropertiesLauncher",
                    directory.resolve(name + ".json").toString(),
                    String.valueOf(database.port())));
            command.addAll(List.of(arguments));
            Process bench = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(bench::destroy));
            return bench.waitFor();
        }
    }
}
