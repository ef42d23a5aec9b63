package org.namjai.platform.account;

import java.util.List;
import java.util.Optional;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads what has moved, in the order of each chain's numbers. */
@Service
public class Transfers {
    private final JdbcClient jdbc;

    Transfers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next at most {@code limit} transfers of the chain with a number above {@code number}. */
    public List<Transfer> after(ChainId chain, long number, int limit) {
        return jdbc
                .sql(TransferRows.SELECT
                        + " where n.programme = ? and n.participant = ? and t.number > ? order by t.number limit ?")
                .params(chain.programme().value(), chain.participant().value(), number, limit)
                .query(TransferRows::postedOrder)
                .list()
                .stream()
                .map(PostedOrder::transfer)
                .toList();
    }

    /** The transfer that was posted under the key. */
    public Optional<Transfer> find(String key) {
        return jdbc.sql(TransferRows.SELECT + " where t.key = ?")
                .param(key)
                .query(TransferRows::postedOrder)
                .optional()
                .map(PostedOrder::transfer);
    }

    /** Every participant's chain that has a transfer. */
    public List<ChainId> chains() {
        return jdbc.sql(
                        "select programme, participant from chain where participant is not null order by programme, participant")
                .query((row, n) -> new ChainId(
                        new ProgrammeId(row.getString("programme")), new ParticipantId(row.getString("participant"))))
                .list();
    }

    /** The number of the chain's newest transfer; 0 when it has none. */
    public long last(ChainId chain) {
        return jdbc.sql("select last_number from chain where programme = ? and participant = ?")
                .params(chain.programme().value(), chain.participant().value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }
}
