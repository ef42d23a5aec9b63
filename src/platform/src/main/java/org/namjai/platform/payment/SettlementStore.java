package org.namjai.platform.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.ChainId;
import org.namjai.platform.payment.SettlementMarks.Range;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The settlements' SQL. */
@Repository
class SettlementStore {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    SettlementStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How far an item has come. */
    enum State {
        PLANNED,
        SETTLED,
        RECEIVED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What one merchant received from one participant's payers of one round.
     *
     * @param participant the payers'
     * @param district the shop's
     */
    record Item(
            UUID id,
            ParticipantId participant,
            UUID merchant,
            ParticipantId merchantParticipant,
            String district,
            int round,
            long amountSatang,
            String taxStatus,
            @Nullable Integer tradingSince,
            List<Integer> yearsFiled) {}

    /** An item whose money reached its merchant, in cash when no reason speaks against it. */
    record Received(Item item, List<Reason> againstCash) {
        boolean isCash() {
            return againstCash.isEmpty();
        }
    }

    Optional<SettlementCycle> unfinished(ProgrammeId programme) {
        return jdbc.sql("select * from settlement_cycle where programme = ? and finished_at is null")
                .param(programme.value())
                .query(SettlementStore::cycle)
                .optional();
    }

    /** None when somebody else has just opened one. */
    Optional<SettlementCycle> open(ProgrammeId programme) {
        return jdbc.sql(
                        """
                        insert into settlement_cycle (id, programme, number, opened_at)
                        select gen_random_uuid(), :programme, coalesce(max(number), 0) + 1, :now
                        from settlement_cycle where programme = :programme
                        on conflict do nothing returning *
                        """)
                .param("programme", programme.value())
                .param("now", now())
                .query(SettlementStore::cycle)
                .optional();
    }

    /** Plans what the merchants received on that part of the chain; how many items it makes. */
    int plan(SettlementCycle cycle, ChainId chain, Range numbers) {
        return jdbc.sql(
                        """
                        insert into settlement_item (cycle, participant, merchant, merchant_participant, round, amount_satang)
                        select :cycle, n.participant, t.counterparty, m.participant,
                            case when w.merchant is null then 1 else 2 end,
                            sum(case t.kind when 'purchase' then t.amount_satang else -t.amount_satang end)
                        from chain n
                        join transfer t on t.chain = n.id and t.number > :after and t.number <= :last
                        join merchant m on m.id = t.counterparty
                        left join wallet w on w.programme = n.programme and w.participant = n.participant
                            and w.subject = t.subject
                        where n.programme = :programme and n.participant = :participant
                            and t.kind in ('purchase', 'reverse')
                        group by 2, 3, 4, 5
                        having sum(case t.kind when 'purchase' then t.amount_satang else -t.amount_satang end) > 0
                        """)
                .param("cycle", cycle.id())
                .param("programme", chain.programme().value())
                .param("participant", chain.participant().value())
                .param("after", numbers.after())
                .param("last", numbers.last())
                .update();
    }

    void drop(SettlementCycle cycle) {
        jdbc.sql("delete from settlement_cycle where id = ?").param(cycle.id()).update();
    }

    /** Holds the cycle to the end of the transaction; none when it is finished. */
    Optional<SettlementCycle> lock(UUID id) {
        return jdbc.sql("select * from settlement_cycle where id = ? and finished_at is null for update")
                .param(id)
                .query(SettlementStore::cycle)
                .optional();
    }

    List<Item> next(SettlementCycle cycle, State state, int limit) {
        return jdbc.sql(
                        """
                        select i.*, m.district, m.tax_status, m.trading_since, m.years_filed
                        from settlement_item i join merchant m on m.id = i.merchant
                        where i.cycle = ? and i.state = ? order by i.id limit ?
                        """)
                .params(cycle.id(), state.code(), limit)
                .query(SettlementStore::item)
                .list();
    }

    void settled(List<Item> items) {
        jdbc.sql("update settlement_item set state = 'settled' where id = any(?)")
                .param(items.stream().map(Item::id).toArray(UUID[]::new))
                .update();
    }

    void received(List<Received> items) {
        jdbc.sql(
                        """
                        update settlement_item i set state = 'received', cash = r.cash, reasons = r.reasons::jsonb
                        from unnest(:ids::uuid[], :cash::boolean[], :reasons::text[]) r(id, cash, reasons) where i.id = r.id
                        """)
                .param(
                        "ids",
                        items.stream().map(received -> received.item().id()).toArray(UUID[]::new))
                .param("cash", items.stream().map(Received::isCash).toArray(Boolean[]::new))
                .param("reasons", items.stream().map(this::reasons).toArray(String[]::new))
                .update();
    }

    /** A shop's wallet stands where the shop is now. */
    void openWallets(List<ShopWallet> wallets) {
        jdbc.sql(
                        """
                        insert into wallet (id, programme, participant, subject, district, merchant, opened_at)
                        select distinct on (id) id, programme, participant, subject, district, merchant, :now
                        from unnest(:ids::uuid[], :programmes::text[], :participants::text[], :subjects::text[],
                            :districts::text[], :merchants::uuid[]) w(id, programme, participant, subject, district, merchant)
                        order by id
                        on conflict (programme, participant, subject) do nothing
                        """)
                .param("ids", wallets.stream().map(ShopWallet::id).toArray(UUID[]::new))
                .param("programmes", texts(wallets.stream().map(wallet -> wallet.programme()
                        .value())))
                .param("participants", texts(wallets.stream().map(wallet -> wallet.participant()
                        .value())))
                .param("subjects", texts(wallets.stream().map(wallet -> wallet.subject()
                        .value())))
                .param("districts", texts(wallets.stream().map(ShopWallet::district)))
                .param("merchants", wallets.stream().map(ShopWallet::merchant).toArray(UUID[]::new))
                .param("now", now())
                .update();
    }

    private static String[] texts(Stream<String> texts) {
        return texts.toArray(String[]::new);
    }

    void finish(SettlementCycle cycle) {
        jdbc.sql("update settlement_cycle set finished_at = ? where id = ?")
                .params(now(), cycle.id())
                .update();
    }

    Optional<SettlementCycle> find(UUID id) {
        return jdbc.sql("select * from settlement_cycle where id = ?")
                .param(id)
                .query(SettlementStore::cycle)
                .optional();
    }

    List<SettlementCycle> newest(ProgrammeId programme, int limit) {
        return jdbc.sql("select * from settlement_cycle where programme = ? order by number desc limit ?")
                .params(programme.value(), limit)
                .query(SettlementStore::cycle)
                .list();
    }

    List<NetPosition> positions(SettlementCycle cycle) {
        return jdbc.sql(
                        """
                        select participant, sum(pays)::bigint as pays, sum(receives)::bigint as receives,
                            sum(cash)::bigint as cash
                        from (
                            select participant, amount_satang as pays, 0 as receives, 0 as cash
                            from settlement_item where cycle = :cycle
                            union all
                            select merchant_participant, 0, amount_satang, case when cash then amount_satang else 0 end
                            from settlement_item where cycle = :cycle
                        ) p
                        group by participant order by participant
                        """)
                .param("cycle", cycle.id())
                .query((row, n) -> new NetPosition(
                        new ParticipantId(row.getString("participant")),
                        row.getLong("pays"),
                        row.getLong("receives"),
                        row.getLong("cash")))
                .list();
    }

    private static SettlementCycle cycle(ResultSet row, int n) throws SQLException {
        OffsetDateTime finishedAt = row.getObject("finished_at", OffsetDateTime.class);
        return new SettlementCycle(
                row.getObject("id", UUID.class),
                new ProgrammeId(row.getString("programme")),
                row.getInt("number"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                finishedAt == null ? null : finishedAt.toInstant());
    }

    private static Item item(ResultSet row, int n) throws SQLException {
        return new Item(
                row.getObject("id", UUID.class),
                new ParticipantId(row.getString("participant")),
                row.getObject("merchant", UUID.class),
                new ParticipantId(row.getString("merchant_participant")),
                row.getString("district"),
                row.getInt("round"),
                row.getLong("amount_satang"),
                row.getString("tax_status"),
                row.getObject("trading_since", Integer.class),
                List.of((Integer[]) row.getArray("years_filed").getArray()));
    }

    private String reasons(Received received) {
        try {
            return json.writeValueAsString(received.againstCash());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write reasons", e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
