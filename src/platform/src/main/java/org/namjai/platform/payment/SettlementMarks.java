package org.namjai.platform.payment;

import org.namjai.platform.account.ChainId;
import org.namjai.platform.account.Transfers;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How far each chain belongs to settlement cycles. A reversal holds the mark of its chain where it is, a cycle moves it:
 * so a purchase is reversed before it is counted, or counted and reversed no more.
 */
@Repository
class SettlementMarks {
    private final JdbcClient jdbc;
    private final Transfers transfers;

    SettlementMarks(JdbcClient jdbc, Transfers transfers) {
        this.jdbc = jdbc;
        this.transfers = transfers;
    }

    /** Transfer numbers above {@code after}, up to {@code last}. */
    record Range(long after, long last) {
        boolean isEmpty() {
            return last <= after;
        }
    }

    /** Moves the mark to the chain's newest transfer, whose number follows on all before it; what it passed over. */
    Range move(ChainId chain) {
        long after = mark(chain, "update");
        long last = transfers.last(chain);
        jdbc.sql("update settlement_mark set covered_to = ? where programme = ? and participant = ?")
                .params(last, chain.programme().value(), chain.participant().value())
                .update();
        return new Range(after, last);
    }

    /** Whether that transfer is in no cycle; then it stays so to the end of the caller's transaction. */
    boolean holdsUnsettled(ChainId chain, long number) {
        return number > mark(chain, "share");
    }

    /** Whether no purchase or reversal of the programme waits for a cycle. */
    boolean coverAll(ProgrammeId programme) {
        return jdbc.sql(
                        """
                        select not exists (
                            select from chain n left join settlement_mark k using (programme, participant)
                            join transfer t on t.chain = n.id and t.number > coalesce(k.covered_to, 0)
                            where n.programme = ? and n.participant is not null and t.kind in ('purchase', 'reverse'))
                        """)
                .param(programme.value())
                .query(Boolean.class)
                .single();
    }

    private long mark(ChainId chain, String lock) {
        jdbc.sql("insert into settlement_mark (programme, participant) values (?, ?) on conflict do nothing")
                .params(chain.programme().value(), chain.participant().value())
                .update();
        return jdbc.sql("select covered_to from settlement_mark where programme = ? and participant = ? for " + lock)
                .params(chain.programme().value(), chain.participant().value())
                .query(Long.class)
                .single();
    }
}
