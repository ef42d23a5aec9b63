package org.namjai.platform.disbursement;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people have to settle with participants. */
@Service
public class Incidents {
    private static final int MOST_LISTED = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    Incidents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Once, as long as the same is not settled. */
    void open(Incident.Kind kind, ParticipantId participant, @Nullable UUID instruction, String message) {
        jdbc.sql(
                        """
                        insert into disbursement_incident (kind, participant, instruction, message, at)
                        values (:kind, :participant, :instruction, :message, :now) on conflict do nothing
                        """)
                .param("kind", kind.code())
                .param("participant", participant.value())
                .param("instruction", instruction, Types.OTHER)
                .param("message", message)
                .param("now", now())
                .update();
    }

    /** The oldest that are open. */
    public List<Incident> unsettled() {
        return jdbc.sql(
                        """
                        select id, kind, participant, instruction, message, at from disbursement_incident
                        where settled_at is null order by id limit ?
                        """)
                .param(MOST_LISTED)
                .query((row, n) -> new Incident(
                        row.getLong("id"),
                        Incident.Kind.of(row.getString("kind")),
                        new ParticipantId(row.getString("participant")),
                        row.getObject("instruction", UUID.class),
                        row.getString("message"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * People have settled it. When the participant took back what it should not have credited, a held pay-out waits to be
     * paid again; else it stays held.
     *
     * @return false when no such incident is open
     */
    @Transactional
    public boolean settle(long id, boolean payAgain, String settledBy) {
        List<UUID> settled = jdbc.sql(
                        """
                        update disbursement_incident set settled_at = :now, settled_by = :by
                        where id = :id and settled_at is null
                        returning coalesce(instruction, '00000000-0000-0000-0000-000000000000') as instruction
                        """)
                .param("now", now())
                .param("by", settledBy)
                .param("id", id)
                .query(UUID.class)
                .list();
        if (payAgain) {
            settled.forEach(this::release);
        }
        return !settled.isEmpty();
    }

    private void release(UUID instruction) {
        jdbc.sql(
                        """
                        update disbursement set state = 'waiting', batch = null where state = 'held'
                            and id = (select disbursement from disbursement_instruction where id = :id)
                            and not exists (select from disbursement_instruction i where i.disbursement = disbursement.id
                                and i.state in ('instructed', 'answered'))
                        """)
                .param("id", instruction)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
