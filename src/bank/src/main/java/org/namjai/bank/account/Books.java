package org.namjai.bank.account;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The bank's own double-entry books, in satang. Called within the transaction of what causes a movement. */
@Repository
public class Books {
    /** The scheme's own account: the state's money for this bank's customers. */
    public static final UUID SCHEME = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private static final String CHECK_VIOLATION = "23514";

    private final JdbcClient jdbc;

    Books(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Opens an account; again is harmless. */
    @Transactional
    public void open(UUID account, String kind) {
        jdbc.sql("insert into book_account (id, kind) values (?, ?) on conflict do nothing")
                .params(account, kind)
                .update();
    }

    /**
     * Moves money once for each key; the same key again moves nothing.
     *
     * @throws InsufficientBalanceException when the debited account holds less; nothing moved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void transfer(String key, UUID debit, UUID credit, long amountSatang) {
        transfer(List.of(new Move(key, debit, credit, amountSatang)));
    }

    /** One of many transfers. */
    public record Move(String key, UUID debit, UUID credit, long amountSatang) {}

    /**
     * Moves all of them, each once for its key.
     *
     * @throws InsufficientBalanceException when an account would hold less than nothing afterwards; nothing moved, and the
     *     transaction must go back to where it stood
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void transfer(List<Move> moves) {
        if (moves.isEmpty()) return;
        // In one order for everybody, so that two transfers never wait for each other.
        jdbc.sql("select id from book_account where id = any(?) order by id for update")
                .param(moves.stream()
                        .flatMap(move -> Stream.of(move.debit(), move.credit()))
                        .toArray(UUID[]::new))
                .query(UUID.class)
                .list();
        try {
            jdbc.sql(
                            """
                            with moved as (
                                insert into book_transfer (key, debit, credit, amount_satang)
                                select * from unnest(:keys::text[], :debits::uuid[], :credits::uuid[], :amounts::bigint[])
                                on conflict (key) do nothing returning debit, credit, amount_satang
                            ), change as (
                                select account, sum(satang)::bigint as satang
                                from (select debit as account, -amount_satang as satang from moved
                                      union all select credit, amount_satang from moved) c
                                group by account
                            )
                            update book_account a set balance_satang = a.balance_satang + change.satang
                            from change where a.id = change.account
                            """)
                    .param("keys", moves.stream().map(Move::key).toArray(String[]::new))
                    .param("debits", moves.stream().map(Move::debit).toArray(UUID[]::new))
                    .param("credits", moves.stream().map(Move::credit).toArray(UUID[]::new))
                    .param("amounts", moves.stream().map(Move::amountSatang).toArray(Long[]::new))
                    .update();
        } catch (DataIntegrityViolationException e) {
            if (!isBelowZero(e)) throw e;
            throw new InsufficientBalanceException(moves.get(0).debit(), e);
        }
    }

    private static boolean isBelowZero(DataIntegrityViolationException e) {
        return e.getMostSpecificCause() instanceof SQLException sql
                && CHECK_VIOLATION.equals(sql.getSQLState())
                && String.valueOf(sql.getMessage()).contains("\"book_account\"");
    }

    /** An account would have gone below zero. */
    public static final class InsufficientBalanceException extends RuntimeException {
        private static final long serialVersionUID = 1;

        InsufficientBalanceException(UUID account, Throwable cause) {
            super("account " + account + " or another holds less", cause);
        }
    }
}
