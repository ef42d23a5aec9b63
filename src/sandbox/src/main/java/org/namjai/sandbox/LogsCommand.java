package org.namjai.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The last lines of a part's log. */
@Command(name = "logs", description = "Print the last lines of a part's log.")
final class LogsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PART", description = "such as platform, bank-bua, keycloak, postgres, supervisor")
    private String part = "";

    @Option(names = "--lines", description = "how many (default: ${DEFAULT-VALUE})")
    private int lines = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path directory = Installation.ofThisMachine().logs();
        List<String> known = names(directory);
        if (!known.contains(part)) {
            throw new CommandFailure("There is no log of '" + part + "'. There are: " + String.join(", ", known));
        }
        PrintWriter out = spec.commandLine().getOut();
        List<String> all = Files.readAllLines(directory.resolve(part + ".log"));
        all.subList(Math.max(0, all.size() - lines), all.size()).forEach(out::println);
        return 0;
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.log$", ""))
                    .sorted()
                    .toList();
        }
    }
}
