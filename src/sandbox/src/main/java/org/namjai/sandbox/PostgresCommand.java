package org.namjai.sandbox;

import java.util.concurrent.Callable;
import org.namjai.sandbox.part.DatabaseServer;
import picocli.CommandLine.Command;

/** The database server's own process. */
@Command(name = "postgres", hidden = true)
final class PostgresCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        DatabaseServer.runUntilStopped(
                Installation.ofThisMachine(), Integer.parseInt(System.getenv("NAMJAI_POSTGRES_PORT")));
        return 0;
    }
}
