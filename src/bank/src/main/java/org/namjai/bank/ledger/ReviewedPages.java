package org.namjai.bank.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.namjai.corda.reader.LedgerVerification.Expected;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The pages that this bank agreed to. */
@Repository
class ReviewedPages {
    private final JdbcClient jdbc;

    ReviewedPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where the pages agreed to end. */
    record End(long number, long nextTransition, ChainTotals totals) {
        static final End NONE = new End(0, 1, ChainTotals.ZERO);
    }

    /** Reviews of one programme's pages follow one another; held to the end of the transaction. */
    void lock(String programme) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('review:' || ?, 0))")
                .param(programme)
                .query((row, n) -> 0)
                .single();
    }

    End end(String programme) {
        return jdbc.sql("select * from ledger_reviewed_page where programme = ? order by number desc limit 1")
                .param(programme)
                .query((row, n) -> new End(
                        row.getLong("number"),
                        row.getLong("first_transition") + row.getInt("transitions"),
                        new ChainTotals(
                                row.getLong("committed_satang"),
                                row.getLong("disbursed_satang"),
                                row.getLong("spent_satang"),
                                row.getLong("reversed_satang"),
                                row.getLong("returned_satang"),
                                row.getLong("settled_satang"))))
                .optional()
                .orElse(End.NONE);
    }

    /** Whether a page was agreed to under this one's number, and if so, whether it was this one to the last byte. */
    Optional<Boolean> isSame(ProposedPage page) {
        var t = page.totals();
        return jdbc.sql("select (first_transition, transitions, merkle_root, wrapped_key, committed_satang,"
                        + " disbursed_satang, spent_satang, reversed_satang, returned_satang, settled_satang)"
                        + " = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " from ledger_reviewed_page where programme = ? and number = ?")
                .params(
                        page.firstTransition(),
                        page.encrypted().size(),
                        page.merkleRoot(),
                        page.wrappedKey(),
                        t.committed(),
                        t.disbursed(),
                        t.spent(),
                        t.reversed(),
                        t.returned(),
                        t.settled(),
                        page.programme(),
                        page.number())
                .query(Boolean.class)
                .optional();
    }

    void remember(ProposedPage page) {
        var t = page.totals();
        jdbc.sql(
                        "insert into ledger_reviewed_page (programme, number, first_transition, transitions, merkle_root, wrapped_key,"
                                + " committed_satang, disbursed_satang, spent_satang, reversed_satang, returned_satang,"
                                + " settled_satang) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        page.programme(),
                        page.number(),
                        page.firstTransition(),
                        page.encrypted().size(),
                        page.merkleRoot(),
                        page.wrappedKey(),
                        t.committed(),
                        t.disbursed(),
                        t.spent(),
                        t.reversed(),
                        t.returned(),
                        t.settled())
                .update();
    }

    /**
     * Notes which page carries which row of the bank's books.
     *
     * @param movements with the transitions' numbers
     * @return the numbers of those that a page carries already
     */
    List<Long> carry(ProposedPage page, Map<Movement, Long> movements) {
        return jdbc.sql(
                        """
                        with carried as (
                            insert into ledger_reviewed_row (kind, cause, programme, page, transition)
                            select kind, cause, :programme, :page, number
                            from unnest(:kinds::text[], :causes::uuid[], :numbers::bigint[]) m(kind, cause, number)
                            on conflict do nothing returning transition
                        )
                        select number from unnest(:numbers::bigint[]) number
                        except select transition from carried
                        """)
                .params(rows(page, movements))
                .query(Long.class)
                .list();
    }

    /** The numbers of those movements that are not noted as carried by this page. */
    List<Long> notCarriedBy(ProposedPage page, Map<Movement, Long> movements) {
        return jdbc.sql(
                        """
                        select number from unnest(:kinds::text[], :causes::uuid[], :numbers::bigint[]) m(kind, cause, number)
                        where not exists (
                            select from ledger_reviewed_row r where r.kind = m.kind and r.cause = m.cause
                            and r.programme = :programme and r.page = :page and r.transition = m.number)
                        """)
                .params(rows(page, movements))
                .query(Long.class)
                .list();
    }

    private static Map<String, Object> rows(ProposedPage page, Map<Movement, Long> movements) {
        return Map.of(
                "programme",
                page.programme(),
                "page",
                page.number(),
                "kinds",
                movements.keySet().stream()
                        .map(movement -> movement.kind().name())
                        .toArray(String[]::new),
                "causes",
                movements.keySet().stream().map(Movement::cause).toArray(UUID[]::new),
                "numbers",
                movements.values().toArray(Long[]::new));
    }

    /** The newest page of each chain that stands on the ledger for certain: the next one was agreed to. */
    Set<Expected> certain(String participant) {
        return jdbc.sql("select programme, max(number) - 1 from ledger_reviewed_page group by programme"
                        + " having max(number) > 1")
                .query((row, n) -> new Expected(row.getString(1), participant, row.getLong(2)))
                .set();
    }
}
