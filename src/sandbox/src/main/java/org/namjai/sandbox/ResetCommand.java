package org.namjai.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Back to before the first start. */
@Command(name = "reset", description = "Stop the system and delete all that it keeps.")
final class ResetCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = Installation.ofThisMachine();
        DownCommand.stop(installation, out);
        // The key that signs the CorDapps belongs to the build, not to the system.
        Path keep = installation.state().resolve("keys/cordapp-dev.p12");
        if (Files.exists(installation.state())) {
            try (Stream<Path> paths = Files.walk(installation.state())) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    if (!keep.startsWith(path) || !Files.exists(keep)) Files.deleteIfExists(path);
                }
            }
        }
        out.println("Everything that Namjai kept is deleted.");
        return 0;
    }
}
