package org.namjai.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.namjai.sandbox.bench.BenchDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures one part, with its reference in the same run. */
@Command(name = "bench", description = "Measure one part beside its reference; writes target/bench/NAME.json.")
final class BenchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "books")
    private String name = "";

    @Option(names = "--runs", description = "runs whose median counts (default: ${DEFAULT-VALUE})")
    private int runs = 3;

    @Option(names = "--seconds", description = "seconds for each figure of a run (default: ${DEFAULT-VALUE})")
    private int seconds = 12;

    @Option(names = "--people", description = "wallets with money (default: ${DEFAULT-VALUE})")
    private int people = 200_000;

    @Option(names = "--accounts", description = "the most accounts of the growing load (default: ${DEFAULT-VALUE})")
    private int accounts = 10_000_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!name.equals("books")) {
            throw new CommandFailure("There is no benchmark '" + name + "'; there is: books.");
        }
        if (runs < 1 || seconds < 1 || people < 4 || accounts < 10_000) {
            throw new CommandFailure("--runs and --seconds take 1 or more, --people 4, --accounts 10000 or more.");
        }
        Installation installation = Installation.ofThisMachine();
        Path directory = installation.home().resolve("target/bench");
        System.out.println("Starting a PostgreSQL of its own ...");
        try (BenchDatabase database = BenchDatabase.start(directory.resolve("postgres"))) {
            return run(installation, directory.resolve(name + ".json"), database.port());
        }
    }

    private int run(Installation installation, Path file, int port) throws IOException, InterruptedException {
        Process bench = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-Duser.timezone=UTC",
                        "-Dloader.main=org.namjai.sandbox.bench.BooksBench",
                        "-Dloader.path=" + installation.home().resolve("src/sandbox/target/sandbox-0.1.0-SNAPSHOT.jar"),
                        "-cp",
                        installation.jar("platform").toString(),
                        "org.springframework.boot.loader.launch.PropertiesLauncher",
                        file.toString(),
                        String.valueOf(port),
                        String.valueOf(runs),
                        String.valueOf(seconds),
                        String.valueOf(people),
                        String.valueOf(accounts)))
                .inheritIO()
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(bench::destroy));
        return bench.waitFor();
    }
}
