package org.namjai.sandbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL's own TPC-B-like benchmark: prepared statements, 8 clients, scale 50. */
interface Reference {
    int CLIENTS = 8;
    int SCALE = 50;

    /** What was run, for the report. */
    String name();

    /** Transactions a second. */
    double run(int seconds) throws IOException, InterruptedException;

    /** Makes its tables. Where this machine has no pgbench, the same statements are sent from here. */
    static Reference on(Server server, String database) throws IOException, InterruptedException, SQLException {
        Optional<Path> pgbench = pgbench();
        return pgbench.isPresent()
                ? Pgbench.on(pgbench.get(), server, database)
                : TpcbOverJdbc.on(server.jdbcUrl(database), server.user());
    }

    /** Debian keeps it out of the path, one for each version. */
    private static Optional<Path> pgbench() throws IOException {
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, "pgbench"));
        Path debian = Path.of("/usr/lib/postgresql");
        List<Path> versions = List.of();
        if (Files.isDirectory(debian)) {
            try (Stream<Path> directories = Files.list(debian)) {
                versions = directories
                        .map(version -> version.resolve("bin/pgbench"))
                        .toList();
            }
        }
        return Stream.concat(onPath, versions.stream())
                .filter(Files::isExecutable)
                .findFirst();
    }
}
