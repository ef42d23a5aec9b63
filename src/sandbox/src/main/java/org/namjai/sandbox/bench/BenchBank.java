package org.namjai.sandbox.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ParticipantId;

/** A running bank whose database the benchmark knows: it makes customers there, and counts what was credited. */
final class BenchBank {
    private static final int BATCH = 1_000;

    private final ParticipantId id;
    private final String url;
    private final Map<String, String> environment;
    private final String name;

    /** From {@code BENCH_<ID>_GATEWAY}, {@code _KEY}, {@code _URL}, {@code _USERNAME} and {@code _PASSWORD}. */
    private BenchBank(String id, Map<String, String> environment) {
        this.id = new ParticipantId(id);
        this.environment = environment;
        this.name = "BENCH_" + id;
        this.url = LedgerLoad.required(environment, name + "_URL");
    }

    static List<BenchBank> all(Map<String, String> environment) {
        return Stream.of(LedgerLoad.required(environment, "BENCH_BANKS").split(","))
                .map(id -> new BenchBank(id, environment))
                .toList();
    }

    ParticipantId id() {
        return id;
    }

    String gateway() {
        return LedgerLoad.required(environment, name + "_GATEWAY");
    }

    /** Somebody with an account here. */
    record Customer(CitizenId citizenId, String account) {}

    /** As the bank itself would keep them, only many at once. */
    void add(List<Customer> customers) throws SQLException, GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(LedgerLoad.required(environment, name + "_KEY"));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into customer (id, citizen_hash, name_th, account) values (?, ?, 'made', ?)")) {
            connection.setAutoCommit(false);
            int waiting = 0;
            for (Customer customer : customers) {
                insert.setObject(1, UUID.randomUUID());
                insert.setBytes(2, mac.doFinal(customer.citizenId().digits().getBytes(StandardCharsets.UTF_8)));
                insert.setString(3, customer.account());
                insert.addBatch();
                if (++waiting % BATCH == 0) insert.executeBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    /** How often, and with how much, each instruction was credited: by the transfers in the bank's own books. */
    Map<UUID, Credit> credits() throws SQLException {
        var credits = new HashMap<UUID, Credit>();
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(
                        """
                        select substr(key, 8)::uuid as id, count(*) as times, sum(amount_satang)::bigint as satang
                        from book_transfer where key like 'credit/%' group by key
                        """);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                credits.put(row.getObject("id", UUID.class), new Credit(row.getInt("times"), row.getLong("satang")));
            }
        }
        return credits;
    }

    record Credit(int times, long satang) {}

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                url,
                LedgerLoad.required(environment, name + "_USERNAME"),
                LedgerLoad.required(environment, name + "_PASSWORD"));
    }
}
