package org.namjai.sandbox.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program itself. */
final class Pgbench implements Reference {
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) ");

    private final Path program;
    private final Server server;
    private final String database;

    private Pgbench(Path program, Server server, String database) {
        this.program = program;
        this.server = server;
        this.database = database;
    }

    static Pgbench on(Path program, Server server, String database) throws IOException, InterruptedException {
        var pgbench = new Pgbench(program, server, database);
        pgbench.output("-i", "-q", "-s", String.valueOf(SCALE));
        return pgbench;
    }

    @Override
    public String name() {
        return "pgbench TPC-B-like, prepared, %d clients, scale %d".formatted(CLIENTS, SCALE);
    }

    @Override
    public double run(int seconds) throws IOException, InterruptedException {
        String output =
                output("-n", "-M", "prepared", "-c", String.valueOf(CLIENTS), "-j", "2", "-T", String.valueOf(seconds));
        Matcher tps = TPS.matcher(output);
        if (!tps.find()) throw new IOException("pgbench said no figure: " + output);
        return Double.parseDouble(tps.group(1));
    }

    private String output(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-h", "localhost", "-p", String.valueOf(server.port()), "-U", server.user(), database));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output;
        try (InputStream stream = process.getInputStream()) {
            output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0) throw new IOException("pgbench failed: " + output);
        return output;
    }
}
