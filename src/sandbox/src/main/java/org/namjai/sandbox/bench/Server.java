package org.namjai.sandbox.bench;

/** The benchmark's PostgreSQL, which trusts every local program. */
record Server(int port) {
    String user() {
        return "postgres";
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }
}
