package org.namjai.platform.programme;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** How far each top-up is. Every step belongs to the transaction that made its requests. */
@Service
public class TopUpRuns {
    private static final UUID START = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final ProgrammeStore programmes;
    private final Clock clock;

    TopUpRuns(JdbcClient jdbc, ProgrammeStore programmes, Clock clock) {
        this.jdbc = jdbc;
        this.programmes = programmes;
        this.clock = clock;
    }

    /** A run whose turn it is, held until the transaction ends; one that another worker holds is skipped. */
    public Optional<TopUp> next() {
        return jdbc.sql(
                        """
                        select t.programme, t.round, t.from_round, t.last_id from programme_top_up t
                        join programme p on p.id = t.programme and p.round = t.round and p.state = 'published'
                        where t.finished_at is null and t.next_at <= :now
                        order by t.next_at limit 1 for update of t skip locked
                        """)
                .param("now", now())
                .query((row, number) -> new TopUp(
                        new ProgrammeId(row.getString("programme")),
                        row.getString("round"),
                        row.getString("from_round"),
                        row.getObject("last_id", UUID.class)))
                .optional();
    }

    public void advance(TopUp run, UUID lastId, int looked, int made) {
        step(run, lastId, looked, made, now(), null);
    }

    /** From the start again after a pause: what was made stays one. */
    public void again(TopUp run, int looked, int made, Duration pause) {
        step(run, START, looked, made, now().plus(pause), null);
    }

    public void finish(TopUp run, int looked, int made) {
        step(run, run.lastId(), looked, made, now(), now());
        programmes.addAct(run.programme(), "topped-up", run.fromRound() + " → " + run.round(), "namjai");
    }

    private void step(
            TopUp run, UUID lastId, int looked, int made, OffsetDateTime nextAt, @Nullable OffsetDateTime finishedAt) {
        jdbc.sql(
                        """
                        update programme_top_up set last_id = :lastId, looked_at = looked_at + :looked, made = made + :made,
                            next_at = :nextAt, finished_at = :finishedAt
                        where programme = :programme and round = :round
                        """)
                .param("lastId", lastId)
                .param("looked", looked)
                .param("made", made)
                .param("nextAt", nextAt)
                .param("finishedAt", finishedAt)
                .param("programme", run.programme().value())
                .param("round", run.round())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
