package org.namjai.platform.participant;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How many payments a participant can be sent now. */
@Service
public class Limits {
    private static final ZoneId THAILAND = ZoneId.of("Asia/Bangkok");
    /** What is sent at once keeps a participant busy for so long at most. */
    private static final int LONGEST_SECONDS = 60;

    private final JdbcClient jdbc;
    private final Clock clock;

    Limits(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What may be sent now.
     *
     * @param payments none when the participant's limits are used up
     * @param more when the participant takes more
     */
    public record Allowance(int payments, Instant more) {}

    /** Takes up to {@code wanted} payments out of the participant's limits, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Allowance take(Participant participant, int wanted) {
        // As the database keeps it: rounded up, a new participant would be busy for half a microsecond.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = LocalDate.ofInstant(now, THAILAND);
        Use use = lock(participant, today, now);
        Long perDay = participant.terms().paymentsPerDay();
        Integer perSecond = participant.terms().paymentsPerSecond();
        if (perSecond != null && use.busyUntil().isAfter(now)) {
            return new Allowance(0, use.busyUntil());
        }
        long leftToday = perDay == null ? wanted : Math.max(0, perDay - use.payments());
        long fast = perSecond == null ? wanted : (long) perSecond * LONGEST_SECONDS;
        int taken = (int) Math.min(wanted, Math.min(leftToday, fast));
        Instant busyUntil = perSecond == null ? now : now.plusMillis(taken * 1000L / perSecond);
        keep(participant, today, use.payments() + taken, busyUntil);
        boolean dayIsOver = perDay != null && leftToday == taken;
        return new Allowance(
                taken, dayIsOver ? today.plusDays(1).atStartOfDay(THAILAND).toInstant() : busyUntil);
    }

    private record Use(long payments, Instant busyUntil) {}

    private Use lock(Participant participant, LocalDate today, Instant now) {
        jdbc.sql(
                        """
                        insert into participant_use (participant, day, payments, busy_until) values (:id, :today, 0, :now)
                        on conflict (participant) do nothing
                        """)
                .param("id", participant.id().value())
                .param("today", today)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql(
                        """
                        select case when day = :today then payments else 0 end as payments, busy_until
                        from participant_use where participant = :id for update
                        """)
                .param("id", participant.id().value())
                .param("today", today)
                .query((row, n) -> new Use(
                        row.getLong("payments"),
                        row.getObject("busy_until", OffsetDateTime.class).toInstant()))
                .single();
    }

    private void keep(Participant participant, LocalDate today, long payments, Instant busyUntil) {
        jdbc.sql("update participant_use set day = ?, payments = ?, busy_until = ? where participant = ?")
                .params(
                        today,
                        payments,
                        busyUntil.atOffset(ZoneOffset.UTC),
                        participant.id().value())
                .update();
    }
}
