package org.namjai.corda.reader;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.namjai.corda.reader.ChainProof.Position;

/**
 * Where the walks of a verification stand, in the table {@code ledger_proof} of one's own database, so that a crash costs
 * no more than a page:
 *
 * <pre>
 * create table ledger_proof (
 *     programme text, participant text, pages bigint, page bigint, transaction_id text, transitions bigint,
 *     wrong_page bigint, wrong_transition bigint, wrong_reason text, primary key (programme, participant))
 * </pre>
 */
final class ProofLog {
    private final DataSource database;

    ProofLog(DataSource database) {
        this.database = database;
    }

    /** @param pages the number of the chain's newest page when the walk began */
    record Walk(long pages, Position position) {
        boolean isOver() {
            return position.transaction() == null;
        }
    }

    List<Walk> walks() {
        String sql = "select * from ledger_proof order by programme, participant";
        return with(sql, statement -> {
            List<Walk> walks = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) walks.add(walk(row));
            }
            return walks;
        });
    }

    void forget() {
        with("delete from ledger_proof", PreparedStatement::executeUpdate);
    }

    void begin(Position at) {
        String sql = "insert into ledger_proof (programme, participant, pages, page, transaction_id, transitions)"
                + " values (?, ?, ?, ?, ?, 0)";
        with(sql, statement -> {
            statement.setString(1, at.programme());
            statement.setString(2, at.participant());
            statement.setLong(3, at.page());
            statement.setLong(4, at.page());
            statement.setString(5, at.transaction());
            return statement.executeUpdate();
        });
    }

    void reached(Position at) {
        String sql = "update ledger_proof set page = ?, transaction_id = ?, transitions = ?, wrong_page = ?,"
                + " wrong_transition = ?, wrong_reason = ? where programme = ? and participant = ?";
        with(sql, statement -> {
            Difference wrong = at.difference();
            statement.setLong(1, at.page());
            statement.setString(2, at.transaction());
            statement.setLong(3, at.transitions());
            statement.setObject(4, wrong == null ? null : wrong.page(), java.sql.Types.BIGINT);
            statement.setObject(5, wrong == null ? null : wrong.transition(), java.sql.Types.BIGINT);
            statement.setString(6, wrong == null ? null : wrong.reason());
            statement.setString(7, at.programme());
            statement.setString(8, at.participant());
            return statement.executeUpdate();
        });
    }

    private static Walk walk(ResultSet row) throws SQLException {
        String programme = row.getString("programme");
        String participant = row.getString("participant");
        return new Walk(
                row.getLong("pages"),
                new Position(
                        programme,
                        participant,
                        row.getLong("page"),
                        row.getString("transaction_id"),
                        row.getLong("transitions"),
                        wrong(row, programme, participant)));
    }

    private static @Nullable Difference wrong(ResultSet row, String programme, String participant) throws SQLException {
        String reason = row.getString("wrong_reason");
        if (reason == null) return null;
        return new Difference(
                programme,
                participant,
                row.getLong("wrong_page"),
                row.getObject("wrong_transition", Long.class),
                reason);
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, Use<T> use) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return use.of(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the log of the ledger's proof can't be kept", e);
        }
    }
}
