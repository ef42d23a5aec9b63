package org.namjai.sandbox.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the benchmark's own: durable, and with the memory that a server for a whole nation would have. The
 * reference runs on it as well.
 */
public final class BenchDatabase implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Path home;

    private BenchDatabase(EmbeddedPostgres server, Path home) {
        this.server = server;
        this.home = home;
    }

    /** @param home an own directory; emptied before and after */
    public static BenchDatabase start(Path home) throws IOException {
        delete(home);
        Files.createDirectories(home);
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(home.resolve("data"))
                .setOverrideWorkingDirectory(home.resolve("binaries").toFile())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "8GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .start();
        return new BenchDatabase(server, home);
    }

    public int port() {
        return server.getPort();
    }

    /** After a checkpoint, for which the server would not be given the time when it is told to stop. */
    @Override
    public void close() throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IOException("the benchmark's database made no checkpoint", e);
        } finally {
            server.close();
        }
        delete(home);
    }

    private static void delete(Path home) throws IOException {
        if (!Files.exists(home)) return;
        try (Stream<Path> paths = Files.walk(home)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
