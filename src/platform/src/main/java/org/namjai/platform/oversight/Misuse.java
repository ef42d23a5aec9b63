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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks at payments for patterns of misuse, two minutes of them at a time, and opens cases. It blocks nothing. How far it has
 * looked stands in the database, in the transaction that opens the cases: after a crash it goes on there.
 */
@Service
public class Misuse {
    private static final ZoneId THAILAND = ZoneId.of("Asia/Bangkok");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMinutes(2);

    /** Between a payment's time and its transaction's, by two clocks. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    /** No row is locked: while a transaction has written, nobody may clear away what payments have replaced. */
    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('misuse_watch'))";

    /**
     * For the look's transaction: some millions of rows are grouped in memory and not on disk, by one process, so that
     * payments keep the other cores.
     */
    private static final String BESIDE_PAYMENTS =
            """
            select set_config('work_mem', '128MB', true), set_config('max_parallel_workers_per_gather', '0', true),
                set_config('jit', 'off', true)
            """;

    /** The planner knows nothing of the newest minutes: for the few rows it expects it would compare each with each. */
    private static final String NESTED_LOOPS = "select set_config('enable_nestloop', ?, true)";

    /** The window comes from the index of the times; the rest is grouping. */
    static final String SHOPS =
            """
            with shop as (
                select programme, merchant_id, count(*) as payments, sum(amount_satang)::bigint as satang,
                    count(*) filter (where left_satang * 19 <= amount_satang) as emptied
                from payment
                where asked_at > :window and asked_at <= :to and outcome = 'authorised'
                group by programme, merchant_id having max(asked_at) > :from
            )
            select s.programme, m.id, m.participant, m.district, m.class, s.payments, s.satang, s.emptied,
                coalesce(u.day_satang, 0) as day_satang, coalesce(u.past_days, 0) as past_days,
                floor(u.day_satang::numeric * u.past_days / nullif(u.past_satang, 0))::bigint as times_usual
            from shop s join merchant m on m.id = s.merchant_id
            left join lateral (
                select * from spending_use
                where id = md5(s.programme || '/merchant/' || m.id)::uuid and day = :day
                limit 1 -- by the index: the planner would rather read everybody's
            ) u on true
            """;

    /** At which shops somebody who has just paid there paid more than once. */
    static final String AGAIN =
            """
            select programme, merchant_id, max(payments) from (
                select programme, merchant_id, count(*) as payments from payment
                where asked_at > :window and asked_at <= :to and outcome = 'authorised'
                    and (programme, merchant_id, subject) in (select programme, merchant_id, subject from payment
                        where asked_at > :from and asked_at <= :to and outcome = 'authorised')
                group by programme, merchant_id, subject having count(*) > 1
            ) a
            group by programme, merchant_id
            """;

    /**
     * Who has just paid face to face, and did in more than one district: in one place nobody is far away. One of the
     * payments at least was away from home, which hardly any is.
     */
    static final String TRAVELLERS =
            """
            select * from (
                select p.programme, p.subject as id, p.participant, count(*) as payments,
                    sum(p.amount_satang)::bigint as satang, count(distinct m.district) as districts,
                    count(distinct left(m.district, 2)) as provinces,
                    (select w.district from wallet w where w.participant = p.participant and w.id = p.wallet_id)
                from payment p join merchant m on m.id = p.merchant_id
                where p.asked_at > :window and p.asked_at <= :to and p.outcome = 'authorised' and p.face_to_face
                    and (p.participant, p.wallet_id) in (select participant, wallet_id from payment
                        where asked_at > :window and asked_at <= :to and outcome = 'authorised' and away)
                group by p.programme, p.subject, p.participant, p.wallet_id
                having max(p.asked_at) > :from and count(distinct m.district) > 1
            ) t
            where district is not null
            """;

    /** Of flagged shops only: who is counted once must be remembered until the end. */
    static final String PAYERS_OF =
            """
            select p.programme, p.merchant_id, count(distinct p.subject) from payment p
            join unnest(:programmes::text[], :merchants::uuid[]) s(programme, merchant)
                on p.programme = s.programme and p.merchant_id = s.merchant
            where p.asked_at > :window and p.asked_at <= :to and p.outcome = 'authorised'
            group by p.programme, p.merchant_id
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

    /** Looks at the next two minutes of payments; false when they are not over yet, or somebody else looks. */
    @Transactional
    public boolean look() {
        if (!jdbc.sql(ALONE).query(Boolean.class).single()) return false;
        Instant from = jdbc.sql("select looked_until from misuse_watch")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        Instant to = from.plus(STEP);
        if (to.isAfter(settled())) return false;
        flag(facts(from, to), to);
        // Unless somebody has set it meanwhile.
        jdbc.sql("update misuse_watch set looked_until = ? where looked_until = ?")
                .params(at(to), at(from))
                .update();
        return true;
    }

    private void flag(List<MisuseFacts> facts, Instant to) {
        List<List<MisuseRules.Flag>> flags = rules.flags(facts);
        List<MisuseFacts> flagged = IntStream.range(0, facts.size())
                .filter(i -> !flags.get(i).isEmpty())
                .mapToObj(facts::get)
                .toList();
        if (flagged.isEmpty()) return;
        Map<Shop, Long> payers = payersOf(flagged, to);
        for (int i = 0; i < facts.size(); i++) {
            MisuseFacts of = facts.get(i);
            for (MisuseRules.Flag flag : flags.get(i)) cases.flag(of, payers.getOrDefault(Shop.of(of), 1L), flag);
        }
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

    /** A shop in a programme. */
    private record Shop(String programme, String id) {
        static Shop of(MisuseFacts facts) {
            return new Shop(facts.programme().value(), facts.id());
        }
    }

    private List<MisuseFacts> facts(Instant from, Instant to) {
        jdbc.sql(BESIDE_PAYMENTS).query().singleRow();
        nestedLoops("off");
        Map<Shop, Long> again = again(from, to);
        List<MisuseFacts> facts = new ArrayList<>(travellers(from, to));
        nestedLoops("on");
        facts.addAll(shops(from, to, again));
        return facts;
    }

    private void nestedLoops(String allowed) {
        jdbc.sql(NESTED_LOOPS).param(allowed).query().singleRow();
    }

    private JdbcClient.StatementSpec window(String sql, Instant to) {
        return jdbc.sql(sql).param("window", at(to.minus(WINDOW))).param("to", at(to));
    }

    private List<MisuseFacts> shops(Instant from, Instant to, Map<Shop, Long> again) {
        return window(SHOPS, to)
                .param("from", at(from))
                .param("day", LocalDate.ofInstant(to, THAILAND))
                .query((row, n) -> shop(row, to, again))
                .list();
    }

    private Map<Shop, Long> again(Instant from, Instant to) {
        return byShop(window(AGAIN, to).param("from", at(from)));
    }

    private List<MisuseFacts> travellers(Instant from, Instant to) {
        return window(TRAVELLERS, to)
                .param("from", at(from))
                .query((row, n) -> payer(row, to))
                .list();
    }

    private Map<Shop, Long> payersOf(List<MisuseFacts> flagged, Instant to) {
        List<MisuseFacts> shops =
                flagged.stream().filter(MisuseFacts::isMerchant).toList();
        if (shops.isEmpty()) return Map.of();
        return byShop(window(PAYERS_OF, to)
                .param(
                        "programmes",
                        shops.stream().map(shop -> shop.programme().value()).toArray(String[]::new))
                .param("merchants", shops.stream().map(MisuseFacts::id).toArray(String[]::new)));
    }

    private static Map<Shop, Long> byShop(JdbcClient.StatementSpec counted) {
        var counts = new HashMap<Shop, Long>();
        counted.query(row -> {
            counts.put(new Shop(row.getString(1), row.getString(2)), row.getLong(3));
        });
        return counts;
    }

    private static MisuseFacts shop(ResultSet row, Instant to, Map<Shop, Long> again) throws SQLException {
        var shop = new Shop(row.getString("programme"), row.getString("id"));
        return new MisuseFacts(
                "merchant",
                shop.id(),
                new ProgrammeId(row.getString("programme")),
                new ParticipantId(row.getString("participant")),
                row.getString("district"),
                to.minus(WINDOW),
                to,
                row.getString("class"),
                row.getLong("payments"),
                row.getLong("satang"),
                row.getLong("emptied"),
                again.getOrDefault(shop, 1L),
                row.getLong("day_satang"),
                row.getLong("past_days"),
                row.getObject("times_usual", Long.class),
                1,
                1);
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
