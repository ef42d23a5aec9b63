package org.namjai.sandbox;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code ./namjai}. */
@Command(
        name = "namjai",
        description = "The whole relief platform on this machine.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ResetCommand.class,
            DemoCommand.class,
            VerifyCommand.class,
            BenchCommand.class,
            SuperviseCommand.class,
            PostgresCommand.class,
            RegistriesCommand.class
        })
public final class Namjai {
    private Namjai() {}

    public static void main(String[] args) {
        int feature = Runtime.version().feature();
        if (feature != 17) {
            System.err.println("Namjai needs Java 17, but this is Java " + feature + ".");
            System.exit(1);
        }
        System.exit(new CommandLine(new Namjai())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (!(failure instanceof CommandFailure)) throw failure;
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(args));
    }
}
