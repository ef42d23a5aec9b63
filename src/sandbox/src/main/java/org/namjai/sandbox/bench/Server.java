package org.namjai.sandbox.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The benchmark's PostgreSQL, which trusts every local program. */
record Server(int port) {
    String user() {
        return "postgres";
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    void createDatabase(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
    }
}
