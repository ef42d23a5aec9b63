package org.namjai.sandbox.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;

/** pgbench's tables and its TPC-B-like transaction, one connection a client. */
final class TpcbOverJdbc implements Reference {
    private static final int TELLERS = 10 * SCALE;
    private static final int ACCOUNTS = 100_000 * SCALE;
    private static final String[] TABLES = {
        "create table pgbench_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100)",
        "create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84))",
        "create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84))",
        "create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))",
        "insert into pgbench_branches select i, 0 from generate_series(1, " + SCALE + ") i",
        "insert into pgbench_tellers select i, (i - 1) / 10 + 1, 0 from generate_series(1, " + TELLERS + ") i",
        "insert into pgbench_accounts select i, (i - 1) / 100000 + 1, 0, '' from generate_series(1, " + ACCOUNTS
                + ") i",
        "vacuum analyze"
    };

    private final String jdbcUrl;
    private final String user;

    private TpcbOverJdbc(String jdbcUrl, String user) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
    }

    static TpcbOverJdbc on(String jdbcUrl, String user) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, "");
                Statement statement = connection.createStatement()) {
            for (String sql : TABLES) statement.execute(sql);
        }
        return new TpcbOverJdbc(jdbcUrl, user);
    }

    @Override
    public String name() {
        return "TPC-B-like over JDBC (no pgbench here), prepared, %d clients, scale %d".formatted(CLIENTS, SCALE);
    }

    @Override
    public double run(int seconds) throws InterruptedException {
        ThreadLocal<Client> clients = ThreadLocal.withInitial(() -> new Client(jdbcUrl, user));
        return Load.run(CLIENTS, seconds, random -> clients.get().transact(random))
                .perSecond();
    }

    /** The connection ends with the server. */
    private static final class Client {
        private final Connection connection;
        private final PreparedStatement account;
        private final PreparedStatement balance;
        private final PreparedStatement teller;
        private final PreparedStatement branch;
        private final PreparedStatement history;

        Client(String jdbcUrl, String user) {
            try {
                connection = DriverManager.getConnection(jdbcUrl, user, "");
                connection.setAutoCommit(false);
                account = connection.prepareStatement(
                        "update pgbench_accounts set abalance = abalance + ? where aid = ?");
                balance = connection.prepareStatement("select abalance from pgbench_accounts where aid = ?");
                teller =
                        connection.prepareStatement("update pgbench_tellers set tbalance = tbalance + ? where tid = ?");
                branch = connection.prepareStatement(
                        "update pgbench_branches set bbalance = bbalance + ? where bid = ?");
                history = connection.prepareStatement("insert into pgbench_history (tid, bid, aid, delta, mtime)"
                        + " values (?, ?, ?, ?, current_timestamp)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void transact(SplittableRandom random) {
            int aid = 1 + random.nextInt(ACCOUNTS);
            int tid = 1 + random.nextInt(TELLERS);
            int bid = 1 + random.nextInt(SCALE);
            int delta = random.nextInt(-5_000, 5_001);
            try {
                execute(account, delta, aid);
                balance.setInt(1, aid);
                balance.executeQuery().close();
                execute(teller, delta, tid);
                execute(branch, delta, bid);
                execute(history, tid, bid, aid, delta);
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void execute(PreparedStatement statement, int... values) throws SQLException {
            for (int i = 0; i < values.length; i++) statement.setInt(i + 1, values[i]);
            statement.executeUpdate();
        }
    }
}
