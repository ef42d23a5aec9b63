package org.namjai.sandbox;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops everything. */
@Command(name = "down", description = "Stop the whole system; what it keeps stays in .namjai.")
final class DownCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        stop(Installation.ofThisMachine(), out);
        return 0;
    }

    static void stop(Installation installation, PrintWriter out) throws InterruptedException {
        RunningSystem system = new RunningSystem(installation);
        Optional<ProcessHandle> supervisor = system.supervisor();
        if (supervisor.isEmpty()) {
            out.println("Namjai is not running.");
            return;
        }
        out.println("Stopping Namjai ...");
        out.flush();
        system.stop(supervisor.get());
        out.println("Stopped.");
    }
}
