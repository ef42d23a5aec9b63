package org.namjai.sandbox.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own TPC-B-like benchmark: prepared statements, 8 clients, scale 50. */
final class Reference {
    static final String NAME = "pgbench TPC-B-like, prepared, 8 clients, scale 50";

    private static final String SCALE = "50";
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) ");

    private final Path pgbench;
    private final Server server;

    private Reference(Path pgbench, Server server) {
        this.pgbench = pgbench;
        this.server = server;
    }

    /** Makes its tables. */
    static Reference on(Server server) throws IOException, InterruptedException {
        Path pgbench = find().orElseThrow(() ->
                new IOException("There is no pgbench on this machine, and without a reference a figure"
                        + " means nothing: install PostgreSQL's contributed programs (Debian: postgresql-contrib)."));
        var reference = new Reference(pgbench, server);
        reference.run("-i", "-q", "-s", SCALE);
        return reference;
    }

    /** Debian keeps it out of the path, one for each version. */
    private static Optional<Path> find() throws IOException {
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

    /** Transactions a second. */
    double run(int seconds) throws IOException, InterruptedException {
        String output = run("-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", String.valueOf(seconds));
        Matcher tps = TPS.matcher(output);
        if (!tps.find()) throw new IOException("pgbench said no figure: " + output);
        return Double.parseDouble(tps.group(1));
    }

    private String run(String... options) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(pgbench.toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-h", "localhost", "-p", String.valueOf(server.port()), "-U", server.user(), "pgbench"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output;
        try (InputStream stream = process.getInputStream()) {
            output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0) throw new IOException("pgbench failed: " + output);
        return output;
    }
}
