package org.namjai.platform;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * One real PostgreSQL for the whole test JVM, durable as in production, on a free port. Every test class takes a fresh
 * database of its own, already migrated.
 */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** A pool on a fresh database with the tables of Flyway's migrations. Closes with the JVM. */
    public static HikariDataSource fresh() {
        return pool(migrated());
    }

    /** Points a Spring context to a fresh database; use from a {@code @DynamicPropertySource} method. */
    public static void register(DynamicPropertyRegistry registry) {
        String name = empty();
        registry.add("spring.datasource.url", () -> url(name));
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
    }

    /** The JDBC address of a fresh database without tables; login postgres / postgres. */
    public static String emptyUrl() {
        return url(empty());
    }

    private static String empty() {
        String name = "test_" + COUNT.incrementAndGet();
        createDatabase(name, "template1");
        return name;
    }

    private static synchronized String migrated() {
        String name = "test_" + COUNT.incrementAndGet();
        createDatabase(name, Template.NAME);
        return name;
    }

    private static HikariDataSource pool(String name) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url(name));
        pool.setUsername("postgres");
        pool.setPassword("postgres");
        pool.setMaximumPoolSize(16);
        pool.setMinimumIdle(0);
        return pool;
    }

    private static String url(String name) {
        return Server.POSTGRES.getJdbcUrl("postgres", name);
    }

    private static void createDatabase(String name, String template) {
        JdbcClient.create(Server.POSTGRES.getPostgresDatabase())
                .sql("create database " + name + " template " + template)
                .update();
    }

    /** Started at first use. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                // The library ends the server with the JVM.
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Migrated once, copied for each test class. */
    private static final class Template {
        static final String NAME = migrate();

        private static String migrate() {
            createDatabase("migrated", "template1");
            Flyway.configure()
                    .dataSource(url("migrated"), "postgres", "postgres")
                    .load()
                    .migrate();
            return "migrated";
        }
    }
}
