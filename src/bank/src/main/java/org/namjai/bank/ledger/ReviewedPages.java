package org.namjai.bank.ledger;

import java.util.Optional;
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
}
