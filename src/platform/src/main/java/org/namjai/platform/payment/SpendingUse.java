package org.namjai.platform.payment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.namjai.platform.payment.SpendingLimit.Period;
import org.namjai.platform.payment.SpendingLimit.Who;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/**
 * Counts what is paid and holds it against the limits. The counters are rows beside the payments, one statement a group, so
 * they are right after a crash and with two callers at once. Who has reached a limit is remembered, which spares the books a
 * transaction for each further payment: counters only grow within their period, so a remembered one is never too high.
 */
@Component
class SpendingUse {
    private static final ZoneId THAILAND = ZoneId.of("Asia/Bangkok");
    private static final int MOST_REMEMBERED = 100_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<UUID, Use> reached = new ConcurrentHashMap<>();

    SpendingUse(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of the counters of a payment, made once for it: each costs a digest. */
    private record Keys(UUID payer, UUID merchant, UUID participant) {
        static Keys of(PaymentOrder order) {
            String programme = order.programme().value();
            return new Keys(
                    key(programme, Who.PAYER, order.payer().value()),
                    key(programme, Who.MERCHANT, order.merchantId().toString()),
                    key(programme, Who.PARTICIPANT, order.participant().value()));
        }

        /** MD5 of {@code programme/who/subject}, as statements can make it as well. */
        private static UUID key(String programme, Who who, String subject) {
            String name = programme + '/' + who.code() + '/' + subject;
            ByteBuffer digest = ByteBuffer.wrap(DigestUtils.md5Digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        }

        UUID of(Who who) {
            return switch (who) {
                case PAYER -> payer;
                case MERCHANT -> merchant;
                case PARTICIPANT -> participant;
            };
        }
    }

    /** A payment and where it counts. */
    private record Counted(Purchase purchase, Keys keys) {
        static Counted of(Purchase purchase) {
            return new Counted(purchase, Keys.of(purchase.payment().order()));
        }

        long satang() {
            return purchase.payment().order().amountSatang();
        }
    }

    private record Sum(long payments, long satang) {
        Sum plus(Sum other) {
            return new Sum(payments + other.payments, satang + other.satang);
        }
    }

    private record Use(LocalDate day, Sum ofDay, Instant minute, Sum ofMinute) {
        Sum in(Period period) {
            return period == Period.DAY ? ofDay : ofMinute;
        }

        boolean isOf(Period period, Instant now) {
            return period == Period.DAY ? day.equals(dayOf(now)) : minute.equals(minuteOf(now));
        }
    }

    /** The limits that the payment is known to pass; the counters themselves decide about all others. */
    List<Refusal> refusals(PaymentOrder order, List<SpendingLimit> limits) {
        if (reached.isEmpty()) return List.of();
        Instant now = clock.instant();
        Keys keys = Keys.of(order);
        return limits.stream()
                .filter(limit -> {
                    Use use = reached.get(keys.of(limit.who()));
                    if (use == null || !use.isOf(limit.period(), now)) return false;
                    Sum sum = use.in(limit.period());
                    return limit.isPassedBy(sum.payments() + 1, sum.satang() + order.amountSatang());
                })
                .map(SpendingLimit::refusal)
                .toList();
    }

    /**
     * Counts payments in the transaction that moves their money.
     *
     * @throws OvertakenException when one of them passes a limit, which is then remembered
     */
    void count(Collection<Purchase> paid) {
        if (paid.isEmpty()) return;
        List<Counted> counted = paid.stream().map(Counted::of).toList();
        // In one order for everybody, so that no two transactions lock each other out, and last the participants, whom
        // all transactions count.
        var added = new LinkedHashMap<UUID, Sum>();
        for (Who who : List.of(Who.PAYER, Who.MERCHANT, Who.PARTICIPANT)) added.putAll(sums(counted, who));
        Map<UUID, Use> used = add(added);
        for (Counted one : counted) check(one, used, counted.size() == 1);
    }

    private static SortedMap<UUID, Sum> sums(List<Counted> counted, Who who) {
        var sums = new TreeMap<UUID, Sum>();
        for (Counted one : counted) sums.merge(one.keys().of(who), new Sum(1, one.satang()), Sum::plus);
        return sums;
    }

    private void check(Counted counted, Map<UUID, Use> used, boolean alone) {
        List<SpendingLimit> passed = counted.purchase().limits().stream()
                .filter(limit -> {
                    Sum sum = Objects.requireNonNull(used.get(counted.keys().of(limit.who())))
                            .in(limit.period());
                    return limit.isPassedBy(sum.payments(), sum.satang());
                })
                .toList();
        if (passed.isEmpty()) return;
        if (alone) passed.forEach(limit -> remember(counted.keys().of(limit.who()), counted.satang(), used));
        throw new OvertakenException("a limit is reached");
    }

    /** As it is without this payment, which is undone. */
    private void remember(UUID key, long satang, Map<UUID, Use> used) {
        Use use = Objects.requireNonNull(used.get(key));
        var undone = new Sum(-1, -satang);
        if (reached.size() >= MOST_REMEMBERED) reached.clear();
        reached.put(
                key,
                new Use(
                        use.day(),
                        use.ofDay().plus(undone),
                        use.minute(),
                        use.ofMinute().plus(undone)));
    }

    private Map<UUID, Use> add(Map<UUID, Sum> added) {
        Instant now = clock.instant();
        return jdbc
                .sql(
                        """
                        insert into spending_use as u (id, day, day_payments, day_satang, minute, minute_payments,
                            minute_satang)
                        select n.id, :day, n.payments, n.satang, :minute, n.payments, n.satang
                        from unnest(:ids::uuid[], :payments::int[], :satang::bigint[]) n(id, payments, satang)
                        on conflict (id) do update set
                            past_days = u.past_days + (excluded.day > u.day)::int,
                            past_satang = u.past_satang + case when excluded.day > u.day then u.day_satang else 0 end,
                            day_payments = excluded.day_payments
                                + case when excluded.day > u.day then 0 else u.day_payments end,
                            day_satang = excluded.day_satang
                                + case when excluded.day > u.day then 0 else u.day_satang end,
                            minute_payments = excluded.minute_payments
                                + case when excluded.minute > u.minute then 0 else u.minute_payments end,
                            minute_satang = excluded.minute_satang
                                + case when excluded.minute > u.minute then 0 else u.minute_satang end,
                            day = greatest(u.day, excluded.day), minute = greatest(u.minute, excluded.minute)
                        returning id, day_payments, day_satang, minute_payments, minute_satang
                        """)
                .param("day", dayOf(now))
                .param("minute", minuteOf(now).atOffset(ZoneOffset.UTC))
                .param("ids", added.keySet().toArray(UUID[]::new))
                .param("payments", added.values().stream().map(Sum::payments).toArray(Long[]::new))
                .param("satang", added.values().stream().map(Sum::satang).toArray(Long[]::new))
                .query((row, n) -> Map.entry(
                        row.getObject(1, UUID.class),
                        // A group of a later day or minute may have come before; its sums hold for this one as well.
                        new Use(
                                dayOf(now),
                                new Sum(row.getLong(2), row.getLong(3)),
                                minuteOf(now),
                                new Sum(row.getLong(4), row.getLong(5)))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static LocalDate dayOf(Instant now) {
        return LocalDate.ofInstant(now, THAILAND);
    }

    private static Instant minuteOf(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES);
    }
}
