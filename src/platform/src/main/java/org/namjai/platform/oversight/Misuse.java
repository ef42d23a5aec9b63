package org.namjai.platform.oversight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks at payments for patterns of misuse, a minute of them at a time, and opens cases. It blocks nothing. How far it has
 * looked stands in the database, in the transaction that opens the cases: after a crash it goes on there.
 */
@Service
public class Misuse {
    private static final ZoneId THAILAND = ZoneId.of("Asia/Bangkok");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMinutes(1);

    /** Between a payment's time and its transaction's, by two clocks. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    /** The window comes from the index of the times; the rest is grouping. */
    static final String SHOPS =
            """
            with by_payer as (
                select programme, merchant_id, subject, count(*) as payments, sum(amount_satang) as satang,
                    count(*) filter (where left_satang * 19 <= amount_satang) as emptied, max(asked_at) as last
                from payment
                where asked_at > :window and asked_at <= :to and outcome = 'authorised'
                group by programme, merchant_id, subject
            )
            select p.programme, m.id::text as id, m.participant, m.district, m.class,
                sum(p.payments)::bigint as payments, sum(p.satang)::bigint as satang,
                sum(p.emptied)::bigint as emptied, count(*) as payers, max(p.payments) as of_one_payer,
                coalesce(max(u.day_satang), 0) as day_satang, coalesce(max(u.past_days), 0) as past_days,
                floor(max(u.day_satang::numeric * u.past_days / nullif(u.past_satang, 0)))::bigint as times_usual
            from by_payer p join merchant m on m.id = p.merchant_id
            left join spending_use u on u.programme = p.programme and u.who = 'merchant' and u.subject = m.id::text
                and u.day = :day
            group by p.programme, m.id having max(p.last) > :from
            """;

    /** In one place nobody is far away. */
    static final String PAYERS =
            """
            select p.programme, p.subject as id, p.participant, min(w.district) as district, count(*) as payments,
                sum(p.amount_satang)::bigint as satang, count(distinct m.district) as districts,
                count(distinct left(m.district, 2)) as provinces
            from payment p join merchant m on m.id = p.merchant_id
            join wallet w on w.participant = p.participant and w.id = p.wallet_id
            where p.asked_at > :window and p.asked_at <= :to and p.outcome = 'authorised' and p.face_to_face
            group by p.programme, p.subject, p.participant
            having max(p.asked_at) > :from and count(distinct m.district) > 1
            """;

    private final JdbcClient jdbc;
    private final MisuseRules rules;
    private final PaymentCases cases;
    private final Clock clock;

    Misuse(JdbcClient jdbc, MisuseRules rules, PaymentCases cases, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.cases = cases;
        this.clock = clock;
    }

    /** Looks at the next minute of payments; false when it is not over yet, or somebody else looks. */
    @Transactional
    public boolean look() {
        Optional<Instant> from = jdbc.sql("select looked_until from misuse_watch for update skip locked")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
        if (from.isEmpty()) return false;
        Instant to = from.get().plus(STEP);
        if (to.isAfter(settled())) return false;
        List<MisuseFacts> facts = new ArrayList<>(shops(from.get(), to));
        facts.addAll(payers(from.get(), to));
        List<List<MisuseRules.Flag>> flags = rules.flags(facts);
        for (int i = 0; i < facts.size(); i++) {
            for (MisuseRules.Flag flag : flags.get(i)) cases.flag(facts.get(i), flag);
        }
        jdbc.sql("update misuse_watch set looked_until = ?").param(at(to)).update();
        return true;
    }

    /** Until when all payments are seen: a transaction that still writes may hold older ones. */
    private Instant settled() {
        Instant now = clock.instant();
        Instant oldest = jdbc.sql(
                        """
                        select coalesce(min(xact_start), :now) from pg_stat_activity
                        where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()
                        """)
                .param("now", at(now))
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        return (oldest.isBefore(now) ? oldest : now).minus(SKEW);
    }

    private List<MisuseFacts> shops(Instant from, Instant to) {
        return jdbc.sql(SHOPS)
                .param("window", at(to.minus(WINDOW)))
                .param("from", at(from))
                .param("to", at(to))
                .param("day", LocalDate.ofInstant(to, THAILAND))
                .query((row, n) -> shop(row, to))
                .list();
    }

    private static MisuseFacts shop(ResultSet row, Instant to) throws SQLException {
        return new MisuseFacts(
                "merchant",
                row.getString("id"),
                new ProgrammeId(row.getString("programme")),
                new ParticipantId(row.getString("participant")),
                row.getString("district"),
                to.minus(WINDOW),
                to,
                row.getString("class"),
                row.getLong("payments"),
                row.getLong("satang"),
                row.getLong("emptied"),
                row.getLong("payers"),
                row.getLong("of_one_payer"),
                row.getLong("day_satang"),
                row.getLong("past_days"),
                row.getObject("times_usual", Long.class),
                1,
                1);
    }

    private List<MisuseFacts> payers(Instant from, Instant to) {
        return jdbc.sql(PAYERS)
                .param("window", at(to.minus(WINDOW)))
                .param("from", at(from))
                .param("to", at(to))
                .query((row, n) -> payer(row, to))
                .list();
    }

    private static MisuseFacts payer(ResultSet row, Instant to) throws SQLException {
        return new MisuseFacts(
                "payer",
                row.getString("id"),
                new ProgrammeId(row.getString("programme")),
                new ParticipantId(row.getString("participant")),
                row.getString("district"),
                to.minus(WINDOW),
                to,
                "",
                row.getLong("payments"),
                row.getLong("satang"),
                0,
                1,
                row.getLong("payments"),
                0,
                0,
                null,
                row.getLong("districts"),
                row.getLong("provinces"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
