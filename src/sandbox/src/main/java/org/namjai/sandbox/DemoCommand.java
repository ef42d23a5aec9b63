package org.namjai.sandbox;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.namjai.sandbox.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole story on made people. */
@Command(name = "demo", description = "Play made people through the whole way and report what came out.")
final class DemoCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    @Option(names = "--people", description = "how many people ask for help (default: ${DEFAULT-VALUE})")
    private int people = 300;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (people < 1 || people > MOST) {
            throw new CommandFailure("--people takes 1 to " + MOST + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = Installation.ofThisMachine();
        UpCommand.ensureRunning(installation, out);
        boolean agrees = new Demo(installation, people, out).play();
        out.println("The system goes on running; ./namjai up prints its addresses and logins, ./namjai down stops it.");
        out.flush();
        return agrees ? 0 : 1;
    }
}
