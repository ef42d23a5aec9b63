package org.namjai.bank.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.namjai.bank.BankSettings;
import org.namjai.bank.account.Books;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Consecutive statements of the state's account: together they have each of its movements once. */
@Component
class Statements {
    private static final ZoneId THAILAND = ZoneId.of("Asia/Bangkok");
    /** More at once would only delay the other timers. */
    private static final int AT_ONCE = 20;

    private final JdbcClient jdbc;
    private final BankSettings bank;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    Statements(JdbcClient jdbc, BankSettings bank, Outbox outbox, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.bank = bank;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "${namjai.bank.statement-every:1m}")
    void make() {
        Long bound = transaction.execute(status -> settled());
        for (int i = 0; bound != null && i < AT_ONCE; i++) {
            if (!Boolean.TRUE.equals(transaction.execute(status -> makeNext(bound)))) return;
        }
    }

    /** Who holds the scheme's account numbers a transfer and commits it: up to here nothing is still on its way. */
    private long settled() {
        jdbc.sql("select id from book_account where id = ? for update")
                .param(Books.SCHEME)
                .query(UUID.class)
                .list();
        return jdbc.sql("select coalesce(max(number), 0) from book_transfer")
                .query(Long.class)
                .single();
    }

    private boolean makeNext(long bound) {
        Last last = last().orElse(new Last(0, 0, 0));
        List<Row> rows = jdbc.sql(
                        """
                        select number, key, debit, credit, amount_satang, recorded_at from book_transfer
                        where number > ? and number <= ? and (key like 'credit/%' or key like 'return/%')
                        order by number limit ?
                        """)
                .params(last.transfer(), bound, BulkFile.MOST_ITEMS)
                .query((row, n) -> new Row(
                        row.getLong("number"),
                        row.getString("key"),
                        row.getObject("debit", UUID.class),
                        row.getObject("credit", UUID.class),
                        row.getLong("amount_satang"),
                        row.getObject("recorded_at", OffsetDateTime.class)))
                .list();
        if (rows.isEmpty()) return false;
        Instant now = Instant.now();
        long sequence = last.sequence() + 1;
        var statement = new Statement(
                bank.participant() + "-" + sequence,
                sequence,
                now,
                LocalDate.ofInstant(now, THAILAND),
                bank.participant(),
                last.closingSatang(),
                rows.stream().map(Statements::entry).toList());
        jdbc.sql("insert into account_statement (sequence, last_transfer, closing_satang, made_at) values (?, ?, ?, ?)")
                .params(
                        sequence,
                        rows.get(rows.size() - 1).number(),
                        statement.closingSatang(),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        outbox.put(
                statement.statementId(),
                "/api/v1/statements/" + statement.statementId(),
                Camt053Writer.write(statement),
                now);
        return true;
    }

    private Optional<Last> last() {
        return jdbc.sql("select sequence, last_transfer, closing_satang from account_statement"
                        + " order by sequence desc limit 1")
                .query((row, n) ->
                        new Last(row.getLong("sequence"), row.getLong("last_transfer"), row.getLong("closing_satang")))
                .optional();
    }

    private static Statement.Entry entry(Row row) {
        boolean paidOut = row.debit().equals(Books.SCHEME);
        return new Statement.Entry(
                UUID.fromString(row.key().substring(row.key().indexOf('/') + 1)),
                paidOut,
                row.amountSatang(),
                LocalDate.ofInstant(row.recordedAt().toInstant(), THAILAND),
                paidOut ? row.credit() : row.debit());
    }

    private record Last(long sequence, long transfer, long closingSatang) {}

    private record Row(
            long number, String key, UUID debit, UUID credit, long amountSatang, OffsetDateTime recordedAt) {}
}
