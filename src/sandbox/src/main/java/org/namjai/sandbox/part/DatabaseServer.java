package org.namjai.sandbox.part;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.namjai.corda.network.Participant;
import org.namjai.sandbox.Installation;

/**
 * Runs a durable PostgreSQL: zonky's defaults switch {@code fsync} and {@code synchronous_commit} off and trust every
 * local program; here both are on and every login needs its password.
 */
public final class DatabaseServer {
    private static final String HBA = "hba.conf made";
    private static final String DATABASES = "NAMJAI_DATABASES";

    private DatabaseServer() {}

    /** One database and one login each, of the same name; banks last, for they may be added later. */
    static List<String> logins(Installation installation) {
        Stream<String> banks = installation.banks().stream().map(DatabaseServer::login);
        return Stream.concat(Stream.of("keycloak", "platform"), banks).toList();
    }

    /** As the part says that started this JVM: its banks may be others than those of the file. */
    private static List<String> asked(Installation installation) {
        String asked = System.getenv(DATABASES);
        return asked == null ? logins(installation) : List.of(asked.split(","));
    }

    static String login(Participant bank) {
        return "bank_" + bank.id().replace('-', '_');
    }

    static String password(Installation installation, String login) {
        return installation.secrets().password("postgres." + login);
    }

    static Map<String, String> environment(Installation installation) {
        return Map.of(
                "NAMJAI_STATE",
                installation.state().toString(),
                "NAMJAI_POSTGRES_PORT",
                String.valueOf(installation.ports().postgres()),
                DATABASES,
                String.join(",", logins(installation)));
    }

    /** Runs until this JVM is asked to exit. */
    public static void runUntilStopped(Installation installation, int port) throws IOException, InterruptedException {
        Path home = installation.state().resolve("postgres");
        Path data = home.resolve("data");
        Files.createDirectories(home);
        stopLeftover(data);
        boolean fresh = !Files.exists(home.resolve(HBA));
        if (fresh) {
            deleteHalfMade(data);
            deleteHalfMade(home.resolve("binaries"));
        }
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(home.resolve("binaries").toFile())
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .setConnectConfig("password", password(installation, "postgres"))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        prepare(installation, server.getJdbcUrl("postgres", "postgres"));
        if (fresh) demandPasswords(installation, server, data, home);
        new CountDownLatch(1).await();
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Makes the logins and databases that are not there yet. */
    private static void prepare(Installation installation, String url) throws IOException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", password(installation, "postgres"));
                Statement statement = connection.createStatement()) {
            for (String login : asked(installation)) {
                if (isMissing(statement, "pg_roles where rolname", login)) {
                    statement.execute(
                            "create role " + login + " login password '" + password(installation, login) + "'");
                }
                if (isMissing(statement, "pg_database where datname", login)) {
                    statement.execute("create database " + login + " owner " + login);
                }
                statement.execute("revoke all on database " + login + " from public");
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static boolean isMissing(Statement statement, String where, String name) throws SQLException {
        try (ResultSet found = statement.executeQuery("select from " + where + " = '" + name + "'")) {
            return !found.next();
        }
    }

    private static void demandPasswords(Installation installation, EmbeddedPostgres server, Path data, Path home)
            throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + password(installation, "postgres") + "'");
            Files.writeString(
                    data.resolve("pg_hba.conf"),
                    "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
            Files.createFile(home.resolve(HBA));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** A first start that was broken off leaves a directory that nothing depends on yet. */
    private static void deleteHalfMade(Path data) throws IOException {
        if (!Files.exists(data)) return;
        try (var paths = Files.walk(data)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    /** A server that outlived its JVM (killed with -9) still holds the directory: stop it first. */
    private static void stopLeftover(Path data) throws IOException, InterruptedException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) return;
        long pid = Long.parseLong(
                Files.readAllLines(pidFile, StandardCharsets.UTF_8).get(0).trim());
        Optional<ProcessHandle> leftover = ProcessHandle.of(pid)
                .filter(handle -> handle.info().command().orElse("").endsWith("postgres"));
        if (leftover.isEmpty()) return;
        leftover.get().destroy();
        try {
            leftover.get().onExit().get(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
            leftover.get().destroyForcibly();
            leftover.get().onExit().join();
        }
    }
}
