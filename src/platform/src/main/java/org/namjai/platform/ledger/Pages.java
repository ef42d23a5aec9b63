package org.namjai.platform.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.namjai.corda.reader.LedgerVerification;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The platform's own record of what it sends to the ledger. */
@Repository
class Pages {
    private static final String TOTALS =
            "committed_satang, disbursed_satang, spent_satang, reversed_satang, returned_satang, settled_satang";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    Pages(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** Where a chain's recorded and sealed pages end: the number of the last, the next transition's number, totals. */
    record End(long page, long nextTransition, PageTotals totals) {
        static final End NONE = new End(0, 1, PageTotals.ZERO);
    }

    /** Whether a chain was stopped because of a page. */
    boolean isStopped(String programme, String participant) {
        return jdbc.sql("select state = 'stopped' from ledger_chain where programme = ? and participant = ?")
                .params(programme, participant)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    End end(String programme, String participant) {
        return jdbc.sql("select number, first_transition + transitions as next_transition, " + TOTALS
                        + " from ledger_page where programme = ? and participant = ? order by number desc limit 1")
                .params(programme, participant)
                .query((row, n) -> new End(row.getLong("number"), row.getLong("next_transition"), totals(row)))
                .optional()
                .orElse(End.NONE);
    }

    /** The number of the last transition known to stand on the ledger; 0 when there is none. */
    long lastRecordedTransition(String programme, String participant) {
        return jdbc.sql("select coalesce(max(first_transition + transitions - 1), 0) from ledger_page"
                        + " where programme = ? and participant = ? and state = 'recorded'")
                .params(programme, participant)
                .query(Long.class)
                .single();
    }

    /** The page that was cut but is not known to be recorded; a chain has one at most. */
    Optional<Page> sealed(String programme, String participant) {
        return jdbc.sql("select * from ledger_page where programme = ? and participant = ? and state = 'sealed'")
                .params(programme, participant)
                .query((row, n) -> page(row))
                .optional();
    }

    private Page page(ResultSet row) throws SQLException {
        var id = new PageId(row.getString("programme"), row.getString("participant"), row.getLong("number"));
        return new Page(
                id,
                row.getLong("first_transition"),
                totals(row),
                row.getBytes("merkle_root"),
                new PageCipher.Encrypted(
                        row.getBytes("key_for_dga"), row.getBytes("key_for_participant"), transitions(id)));
    }

    /** The encrypted transitions of a page, in order. */
    List<byte[]> transitions(PageId id) {
        return jdbc.sql("select encrypted from ledger_transition"
                        + " where programme = ? and participant = ? and page = ? order by number")
                .params(id.programme(), id.participant(), id.number())
                .query((row, n) -> row.getBytes(1))
                .list();
    }

    /** Keeps a page before it is sent. */
    @Transactional
    public void seal(Page page) {
        var id = page.id();
        var t = page.totals();
        jdbc.sql("insert into ledger_chain (programme, participant) values (?, ?) on conflict do nothing")
                .params(id.programme(), id.participant())
                .update();
        jdbc.sql("insert into ledger_page (programme, participant, number, first_transition, transitions, " + TOTALS
                        + ", merkle_root, key_for_dga, key_for_participant)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id.programme(),
                        id.participant(),
                        id.number(),
                        page.firstTransition(),
                        page.transitions().size(),
                        t.committed(),
                        t.disbursed(),
                        t.spent(),
                        t.reversed(),
                        t.returned(),
                        t.settled(),
                        page.merkleRoot(),
                        page.encrypted().keyForDga(),
                        page.encrypted().keyForParticipant())
                .update();
        sealTransitions(page);
    }

    private void sealTransitions(Page page) {
        var id = page.id();
        var rows = new ArrayList<Object[]>(page.transitions().size());
        for (int i = 0; i < page.transitions().size(); i++) {
            rows.add(new Object[] {
                id.programme(),
                id.participant(),
                page.firstTransition() + i,
                id.number(),
                page.transitions().get(i)
            });
        }
        batch.batchUpdate(
                "insert into ledger_transition (programme, participant, number, page, encrypted) values (?, ?, ?, ?, ?)",
                rows);
    }

    /** Notes that a page stands on the ledger under {@code transactionId} (64 hex digits). */
    void recorded(PageId id, String transactionId) {
        int changed = jdbc.sql("update ledger_page set state = 'recorded', transaction_id = ?, recorded_at = now()"
                        + " where programme = ? and participant = ? and number = ? and state = 'sealed'")
                .params(transactionId, id.programme(), id.participant(), id.number())
                .update();
        if (changed != 1) {
            throw new IllegalStateException("page " + id + " was not waiting to be recorded");
        }
    }

    /** Stops a chain and says why, for an operator. */
    @Transactional
    public void stop(PageId id, Recording.Refused refused) {
        jdbc.sql("update ledger_chain set state = 'stopped' where programme = ? and participant = ?")
                .params(id.programme(), id.participant())
                .update();
        jdbc.sql("insert into ledger_incident (programme, participant, page, kind, reason, transition)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        id.programme(),
                        id.participant(),
                        id.number(),
                        refused.kind().sqlName(),
                        refused.reason(),
                        refused.transition())
                .update();
    }

    /** Lets a stopped chain go on with the page at which it stopped; false when it was not stopped. */
    @Transactional
    public boolean resume(String programme, String participant, String by) {
        int resumed = jdbc.sql("update ledger_chain set state = 'open'"
                        + " where programme = ? and participant = ? and state = 'stopped'")
                .params(programme, participant)
                .update();
        jdbc.sql("update ledger_incident set settled_at = now(), settled_by = ?"
                        + " where programme = ? and participant = ? and settled_at is null")
                .params(by, programme, participant)
                .update();
        return resumed == 1;
    }

    /** The pages of a chain after {@code number}, in order. */
    List<PageView> after(String programme, String participant, long number, int limit) {
        return jdbc.sql("select programme, participant, number, first_transition, transitions, " + TOTALS
                        + ", merkle_root, state, transaction_id, recorded_at from ledger_page"
                        + " where programme = ? and participant = ? and number > ? order by number limit ?")
                .params(programme, participant, number, limit)
                .query((row, n) -> view(row))
                .list();
    }

    /** The page that a transition stands on. */
    Optional<PageView> holding(String programme, String participant, long transition) {
        return jdbc.sql("select p.* from ledger_page p join ledger_transition t"
                        + " on (t.programme, t.participant, t.page) = (p.programme, p.participant, p.number)"
                        + " where t.programme = ? and t.participant = ? and t.number = ?")
                .params(programme, participant, transition)
                .query((row, n) -> view(row))
                .optional();
    }

    /** The page key as wrapped for the DGA. */
    byte[] keyForDga(PageId id) {
        return jdbc.sql("select key_for_dga from ledger_page where programme = ? and participant = ? and number = ?")
                .params(id.programme(), id.participant(), id.number())
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    /** The transaction and the Merkle root that the platform noted for a recorded page; none when it noted nothing. */
    Optional<Place> place(PageId id) {
        return jdbc.sql("select transaction_id, merkle_root from ledger_page where programme = ? and participant = ?"
                        + " and number = ? and state = 'recorded'")
                .params(id.programme(), id.participant(), id.number())
                .query((row, n) -> new Place(
                        row.getString(1), HexFormat.of().withUpperCase().formatHex(row.getBytes(2))))
                .optional();
    }

    /** Where a page stands on the ledger, in hex. */
    record Place(String transactionId, String merkleRoot) {}

    /** The newest page of each chain that is known to be recorded. */
    Set<LedgerVerification.Expected> newestRecorded() {
        return jdbc.sql("select programme, participant, max(number) from ledger_page where state = 'recorded'"
                        + " group by programme, participant")
                .query((row, n) -> new LedgerVerification.Expected(row.getString(1), row.getString(2), row.getLong(3)))
                .set();
    }

    List<Incident> incidents() {
        return jdbc.sql("select * from ledger_incident order by id")
                .query((row, n) -> new Incident(
                        row.getString("programme"),
                        row.getString("participant"),
                        row.getLong("page"),
                        row.getString("kind"),
                        row.getString("reason"),
                        row.getObject("transition", Long.class),
                        row.getTimestamp("raised_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("settled_at"))
                                .map(Timestamp::toInstant)
                                .orElse(null)))
                .list();
    }

    private static PageView view(ResultSet row) throws SQLException {
        var recordedAt = row.getTimestamp("recorded_at");
        return new PageView(
                row.getString("programme"),
                row.getString("participant"),
                row.getLong("number"),
                row.getLong("first_transition"),
                row.getInt("transitions"),
                totals(row),
                HexFormat.of().withUpperCase().formatHex(row.getBytes("merkle_root")),
                row.getString("state"),
                row.getString("transaction_id"),
                recordedAt == null ? null : recordedAt.toInstant());
    }

    private static PageTotals totals(ResultSet row) throws SQLException {
        return new PageTotals(
                row.getLong("committed_satang"),
                row.getLong("disbursed_satang"),
                row.getLong("spent_satang"),
                row.getLong("reversed_satang"),
                row.getLong("returned_satang"),
                row.getLong("settled_satang"));
    }
}
