package org.namjai.platform.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/** Between rows of {@code transfer} and records. */
final class TransferRows {
    static final String SELECT =
            """
            select t.*, n.programme, n.participant, d.currency,
                d.kind as debit_kind, d.participant as debit_participant, d.holder as debit_holder,
                c.kind as credit_kind, c.participant as credit_participant, c.holder as credit_holder
            from transfer t join chain n on n.id = t.chain
            join account d on d.id = t.debit_account join account c on c.id = t.credit_account
            """;

    private TransferRows() {}

    static PostedOrder postedOrder(ResultSet row, int n) throws SQLException {
        var order = new TransferOrder(
                row.getString("key"),
                TransferKind.of(row.getString("kind")),
                account(row, "debit"),
                account(row, "credit"),
                row.getLong("amount_satang"),
                row.getString("currency"),
                participant(row, "participant"),
                pseudonym(row.getString("subject")),
                row.getObject("counterparty", UUID.class),
                row.getObject("cause", UUID.class),
                row.getString("original"));
        return new PostedOrder(
                order,
                transfer(
                        order,
                        row.getLong("number"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getLong("debit_balance")));
    }

    static Transfer transfer(TransferOrder order, long number, Instant recordedAt, long leftSatang) {
        return new Transfer(
                order.key(),
                order.kind(),
                order.amountSatang(),
                order.debit().programme(),
                order.participant(),
                number,
                order.subject(),
                order.counterparty(),
                order.cause(),
                recordedAt,
                leftSatang);
    }

    private static AccountRef account(ResultSet row, String side) throws SQLException {
        return new AccountRef(
                AccountKind.of(row.getString(side + "_kind")),
                new ProgrammeId(row.getString("programme")),
                participant(row, side + "_participant"),
                row.getString(side + "_holder"));
    }

    private static @Nullable ParticipantId participant(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? null : new ParticipantId(value);
    }

    private static @Nullable Pseudonym pseudonym(@Nullable String value) {
        return value == null ? null : new Pseudonym(value);
    }
}
