package org.namjai.platform.payment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.payment.RegisteredMerchant.State;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The register of merchants. */
@Service
public class Merchants {
    private static final int MOST_KNOWN = 100_000;

    private final JdbcClient jdbc;
    private final MerchantCheck check;
    private final Clock clock;
    private final Cache<UUID, RegisteredMerchant> known;
    private final Cache<Long, UUID> idOf =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    Merchants(
            JdbcClient jdbc,
            MerchantCheck check,
            Clock clock,
            @Value("${namjai.payments.facts-age:1s}") Duration factsAge) {
        this.jdbc = jdbc;
        this.check = check;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                // Tidied by the thread that fills it: to wake another for that costs the hot path more.
                .executor(Runnable::run)
                .maximumSize(MOST_KNOWN)
                .expireAfterWrite(factsAge)
                .build();
    }

    /**
     * Who changes a merchant.
     *
     * @param participant none for an operator
     */
    public record Actor(@Nullable ParticipantId participant, String name) {
        public static Actor participant(ParticipantId id) {
            return new Actor(id, "participant " + id);
        }

        public static Actor operator(String name) {
            return new Actor(null, "operator " + name);
        }

        private boolean mayChange(Merchant merchant) {
            return participant == null || participant.equals(merchant.participant());
        }
    }

    /** A change, who made it and why. */
    public record Change(Instant at, String by, String state, String reason, String told) {}

    /** What came of a wish to change a merchant's state. */
    public enum Move {
        MOVED,
        /** There is none, or it is another participant's. */
        UNKNOWN,
        NOT_FROM_ITS_STATE,
        /** An operator suspended it, so only an operator lifts that. */
        SUSPENDED_BY_OPERATOR
    }

    /**
     * Adds a merchant, or changes what is told of it.
     *
     * @param first the state of a new one; an old one keeps its own
     * @return none when the id is another participant's or the merchant has closed
     */
    @Transactional
    public Optional<RegisteredMerchant> register(Merchant merchant, State first) {
        check.orThrow(merchant);
        int written = jdbc.sql(
                        """
                        insert into merchant (id, participant, name, class, district, goods, tax_status, trading_since,
                            years_filed, postpaid_mobile, state)
                        values (:id, :participant, :name, :class, :district, :goods, :taxStatus, :tradingSince,
                            :yearsFiled, :postpaidMobile, :state)
                        on conflict (id) do update set name = excluded.name, class = excluded.class,
                            district = excluded.district, goods = excluded.goods, tax_status = excluded.tax_status,
                            trading_since = excluded.trading_since, years_filed = excluded.years_filed,
                            postpaid_mobile = excluded.postpaid_mobile
                            where merchant.participant = excluded.participant and merchant.state <> 'closed'
                        """)
                .param("id", merchant.id())
                .param("participant", merchant.participant().value())
                .param("name", merchant.name())
                .param("class", merchant.merchantClass())
                .param("district", merchant.district())
                .param("goods", merchant.goods().toArray(String[]::new))
                .param("taxStatus", merchant.tax().status().code())
                .param("tradingSince", merchant.tax().tradingSince())
                .param("yearsFiled", merchant.tax().yearsFiled().toArray(Integer[]::new))
                .param("postpaidMobile", merchant.postpaidMobile())
                .param("state", first.code())
                .update();
        if (written == 0) return Optional.empty();
        audit(merchant.id(), Actor.participant(merchant.participant()));
        return find(merchant.id());
    }

    /** What its participant suspended an operator may suspend too: then only an operator lifts it. */
    @Transactional
    public Move move(UUID id, State next, String reason, Actor by) {
        Optional<RegisteredMerchant> found = read("select * from merchant where id = ? for update", id);
        if (found.filter(old -> by.mayChange(old.merchant())).isEmpty()) return Move.UNKNOWN;
        boolean takesOver = by.participant() == null
                && next == State.SUSPENDED
                && found.get().state() == State.SUSPENDED
                && !isSuspendedByOperator(id);
        if (!takesOver && !found.get().state().mayBecome(next)) return Move.NOT_FROM_ITS_STATE;
        if (by.participant() != null && isSuspendedByOperator(id)) return Move.SUSPENDED_BY_OPERATOR;
        jdbc.sql("update merchant set state = ?, state_reason = ?, suspended_by_operator = ? where id = ?")
                .params(next.code(), reason, next == State.SUSPENDED && by.participant() == null, id)
                .update();
        audit(id, by);
        return Move.MOVED;
    }

    private boolean isSuspendedByOperator(UUID id) {
        return jdbc.sql("select suspended_by_operator from merchant where id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private void audit(UUID id, Actor by) {
        jdbc.sql(
                        """
                        insert into merchant_change (merchant, at, by, state, reason, told)
                        select id, ?, ?, state, state_reason, to_jsonb(merchant) from merchant where id = ?
                        """)
                .params(clock.instant().atOffset(ZoneOffset.UTC), by.name(), id)
                .update();
        known.invalidate(id);
    }

    /** Newest first. */
    public List<Change> changes(UUID id) {
        return jdbc.sql("select * from merchant_change where merchant = ? order by number desc limit 500")
                .param(id)
                .query((row, n) -> new Change(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("by"),
                        row.getString("state"),
                        row.getString("reason"),
                        row.getString("told")))
                .list();
    }

    public Optional<RegisteredMerchant> find(UUID id) {
        return read("select * from merchant where id = ?", id);
    }

    /** As they were within the last moment, for the hot path; those that are not known yet with one statement. */
    Map<UUID, RegisteredMerchant> known(Collection<UUID> ids) {
        return known.getAll(ids, this::findAll);
    }

    private Map<UUID, RegisteredMerchant> findAll(Collection<? extends UUID> ids) {
        return jdbc
                .sql("select * from merchant where id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query(Merchants::read)
                .list()
                .stream()
                .collect(Collectors.toMap(found -> found.merchant().id(), found -> found));
    }

    /** As {@link #known(Collection)}, by the number that a QR code has. */
    Optional<RegisteredMerchant> known(long number) {
        return Optional.ofNullable(idOf.get(number, this::id))
                .map(id -> known(List.of(id)).get(id));
    }

    private @Nullable UUID id(long number) {
        return jdbc.sql("select id from merchant where number = ?")
                .param(number)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    private Optional<RegisteredMerchant> read(String sql, Object name) {
        return jdbc.sql(sql).param(name).query(Merchants::read).optional();
    }

    private static RegisteredMerchant read(ResultSet row, int n) throws SQLException {
        var tax = new Tax(
                Tax.Status.of(row.getString("tax_status")).orElseThrow(),
                row.getObject("trading_since", Integer.class),
                list(row.getArray("years_filed"), Integer[].class));
        var merchant = new Merchant(
                row.getObject("id", UUID.class),
                new ParticipantId(row.getString("participant")),
                row.getString("name"),
                row.getString("class"),
                row.getString("district"),
                list(row.getArray("goods"), String[].class),
                tax,
                row.getBoolean("postpaid_mobile"));
        return new RegisteredMerchant(
                merchant, row.getLong("number"), State.of(row.getString("state")), row.getString("state_reason"));
    }

    private static <T> List<T> list(Array array, Class<T[]> type) throws SQLException {
        return Arrays.asList(type.cast(array.getArray()));
    }
}
