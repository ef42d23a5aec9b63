package org.namjai.platform.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the board's figures out of the running system. */
@Service
public class Figures {
    /** In the order of a request's way. */
    private static final String STATES =
            """
            select state, count(*) as count from request group by state
            order by array_position(array['received', 'in-process', 'referred', 'approved', 'disbursing', 'paid',
                                          'rejected', 'failed', 'appealed'], state)
            """;

    /** Running totals stand on each page, so that only what came after the last page is added up here. */
    private static final String CHAINS =
            """
            with page as (
                select distinct on (programme, participant) programme, participant, number, recorded_at,
                       first_transition + transitions - 1 as last_transition, committed_satang, disbursed_satang,
                       spent_satang - reversed_satang as spent_satang
                from ledger_page where state = 'recorded'
                order by programme, participant, number desc
            )
            select chain.programme, coalesce(bank.name_th, chain.participant) as name_th,
                   coalesce(bank.name_en, chain.participant) as name_en,
                   coalesce(page.number, 0) as pages, coalesce(page.last_transition, 0) as recorded,
                   chain.last_number - coalesce(page.last_transition, 0) as waiting, page.recorded_at,
                   coalesce(page.committed_satang, 0) + tail.committed_satang as committed_satang,
                   coalesce(page.disbursed_satang, 0) + tail.disbursed_satang as disbursed_satang,
                   coalesce(page.spent_satang, 0) + tail.spent_satang as spent_satang
            from chain
            left join page on page.programme = chain.programme and page.participant = chain.participant
            left join participant bank on bank.id = chain.participant
            cross join lateral (
                select coalesce(sum(amount_satang) filter (where kind = 'commit'), 0) as committed_satang,
                       coalesce(sum(amount_satang) filter (where kind = 'confirm'), 0) as disbursed_satang,
                       coalesce(sum(case kind when 'purchase' then amount_satang when 'reverse' then -amount_satang
                                    else 0 end), 0) as spent_satang
                from transfer
                where transfer.chain = chain.id and transfer.number > coalesce(page.last_transition, 0)
            ) tail
            where chain.participant is not null
            order by chain.programme, chain.participant
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Figures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All of the figures from one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Board board() {
        List<Board.StateCount> states = jdbc.sql(STATES)
                .query((row, number) -> new Board.StateCount(row.getString("state"), row.getLong("count")))
                .list();
        return new Board(
                clock.instant(), states, jdbc.sql(CHAINS).query(Figures::chain).list());
    }

    private static Board.Chain chain(ResultSet row, int number) throws SQLException {
        OffsetDateTime recordedAt = row.getObject("recorded_at", OffsetDateTime.class);
        return new Board.Chain(
                row.getString("programme"),
                row.getString("name_th"),
                row.getString("name_en"),
                row.getLong("committed_satang"),
                row.getLong("disbursed_satang"),
                row.getLong("spent_satang"),
                row.getLong("pages"),
                row.getLong("recorded"),
                row.getLong("waiting"),
                recordedAt == null ? null : recordedAt.toInstant());
    }
}
