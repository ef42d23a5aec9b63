package org.namjai.platform.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The history of accounts. Pages are found by entry, so that new transfers move nothing on pages read before. */
@Service
public class Statements {
    /** The most lines on one page. */
    public static final int MAX_LIMIT = Accounts.MAX_LIMIT;

    /**
     * Each side is a walk down its own index that ends after a page's worth of rows, wherever in the history it begins.
     * What the lines name is looked up after the page is cut. Parameters: account, entry, limit; the same; limit.
     */
    static final String PAGE =
            """
            select line.*, n.programme, n.participant, o.kind as other_kind, o.participant as other_participant,
                o.holder as other_holder
            from (
                (select debit_entry as entry, -amount_satang as signed_satang, debit_balance as balance_satang, debit_balance,
                     credit_account as other, chain, number, key, kind, amount_satang, subject, counterparty, cause,
                     recorded_at
                 from transfer where debit_account = ? and debit_entry < ? order by debit_entry desc limit ?)
                union all
                (select credit_entry, amount_satang, credit_balance, debit_balance,
                     debit_account, chain, number, key, kind, amount_satang, subject, counterparty, cause,
                     recorded_at
                 from transfer where credit_account = ? and credit_entry < ? order by credit_entry desc limit ?)
                order by entry desc limit ?
            ) line
            join chain n on n.id = line.chain
            join account o on o.id = line.other
            order by line.entry desc
            """;

    private final JdbcClient jdbc;

    Statements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The newest {@code limit} lines below an entry, or the newest of all; nothing when there is no such account.
     * Account and lines are of one moment.
     *
     * @param beforeEntry {@link Statement#next} of the page before; none for the first
     * @param limit from 1 to {@value #MAX_LIMIT}
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<Statement> page(UUID account, @Nullable Long beforeEntry, int limit) {
        Accounts.requireLimit(limit);
        return jdbc.sql("select " + Accounts.COLUMNS + " from account where id = ?")
                .param(account)
                .query(Accounts::balance)
                .optional()
                .map(found -> statement(found, beforeEntry == null ? Long.MAX_VALUE : beforeEntry, limit));
    }

    private Statement statement(AccountBalance account, long before, int limit) {
        List<Statement.Line> lines = jdbc.sql(PAGE)
                .params(account.id(), before, limit, account.id(), before, limit, limit)
                .query(Statements::line)
                .list();
        if (lines.isEmpty()) {
            // Entries are numbered from 1 without a gap: below is nothing but the empty account.
            return new Statement(account, lines, 0, 0, null);
        }
        Statement.Line newest = lines.get(0);
        Statement.Line oldest = lines.get(lines.size() - 1);
        return new Statement(
                account,
                lines,
                oldest.balanceSatang() - oldest.amountSatang(),
                newest.balanceSatang(),
                oldest.entry() > 1 ? oldest.entry() : null);
    }

    private static Statement.Line line(ResultSet row, int n) throws SQLException {
        var programme = new ProgrammeId(row.getString("programme"));
        String subject = row.getString("subject");
        var transfer = new Transfer(
                row.getString("key"),
                TransferKind.of(row.getString("kind")),
                row.getLong("amount_satang"),
                programme,
                participant(row, "participant"),
                row.getLong("number"),
                subject == null ? null : new Pseudonym(subject),
                row.getObject("counterparty", UUID.class),
                row.getObject("cause", UUID.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getLong("debit_balance"));
        return new Statement.Line(
                row.getLong("entry"),
                row.getLong("signed_satang"),
                row.getLong("balance_satang"),
                new AccountRef(
                        AccountKind.of(row.getString("other_kind")),
                        programme,
                        participant(row, "other_participant"),
                        row.getString("other_holder")),
                transfer);
    }

    private static @Nullable ParticipantId participant(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? null : new ParticipantId(value);
    }
}
