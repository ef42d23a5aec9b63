package org.namjai.platform.account;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The books' SQL. Every posting locks in one order, so that no two wait for each other: keys, accounts by id, chains by
 * name.
 */
@Repository
class BooksStore {
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Clock clock;

    BooksStore(JdbcClient jdbc, JdbcTemplate batch, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.clock = clock;
    }

    void open(AccountRef account) {
        jdbc.sql(
                        """
                        insert into account (name, kind, programme, participant, holder)
                        values (:name, :kind, :programme, :participant, :holder)
                        on conflict (name) do nothing
                        """)
                .param("name", account.name())
                .param("kind", account.kind().code())
                .param("programme", account.programme().value())
                .param(
                        "participant",
                        account.participant() == null
                                ? null
                                : account.participant().value(),
                        Types.VARCHAR)
                .param("holder", account.holder(), Types.VARCHAR)
                .update();
    }

    Optional<Long> balance(AccountRef account) {
        return jdbc.sql("select balance_satang from account where name = ?")
                .param(account.name())
                .query(Long.class)
                .optional();
    }

    /** Two keys may share a lock by chance; that only makes one wait. */
    void lockKeys(Set<String> keys) {
        jdbc.sql(
                        """
                        select pg_advisory_xact_lock(hash)
                        from (select distinct hashtextextended(key, 0) as hash from unnest(:keys) key order by hash) k
                        """)
                .param("keys", keys.toArray(String[]::new))
                .query((row, n) -> n)
                .list();
    }

    Map<String, PostedOrder> posted(Set<String> keys) {
        var posted = new HashMap<String, PostedOrder>();
        jdbc.sql(TransferRows.SELECT + " where t.key = any(:keys)")
                .param("keys", keys.toArray(String[]::new))
                .query(TransferRows::postedOrder)
                .list()
                .forEach(order -> posted.put(order.order().key(), order));
        return posted;
    }

    LockedAccounts lockAccounts(Set<String> names) {
        var accounts = new LockedAccounts();
        jdbc.sql("select id, name, balance_satang from account where name = any(:names) order by id for no key update")
                .param("names", names.toArray(String[]::new))
                .query(row -> {
                    accounts.add(row.getString("name"), row.getLong("id"), row.getLong("balance_satang"));
                });
        return accounts;
    }

    /** Writes balances, chain numbers and transfers; gives the transfers by key. */
    Map<String, Transfer> write(List<TransferOrder> orders, LockedAccounts accounts) {
        if (orders.isEmpty()) {
            return Map.of();
        }
        writeBalances(accounts.balancesById());
        Map<ChainId, Long> next = takeNumbers(orders);
        // PostgreSQL keeps microseconds: what is given back equals what is read later.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var transfers = new LinkedHashMap<String, Transfer>();
        for (TransferOrder order : orders) {
            ChainId chain = chain(order);
            Long number = chain == null ? null : next.merge(chain, 1L, Long::sum) - 1;
            transfers.put(order.key(), TransferRows.transfer(order, UUID.randomUUID(), number, now));
        }
        insert(orders, transfers, accounts);
        return transfers;
    }

    private void writeBalances(Map<Long, Long> balances) {
        var ids = new ArrayList<>(balances.keySet());
        jdbc.sql(
                        """
                        update account set balance_satang = b.balance
                        from unnest(:ids, :balances) b(id, balance) where account.id = b.id
                        """)
                .param("ids", ids.toArray(Long[]::new))
                .param("balances", ids.stream().map(balances::get).toArray(Long[]::new))
                .update();
    }

    /** Takes as many numbers of each chain as it has orders; gives the first of each. */
    private Map<ChainId, Long> takeNumbers(List<TransferOrder> orders) {
        var counts = new HashMap<ChainId, Long>();
        for (TransferOrder order : orders) {
            ChainId chain = chain(order);
            if (chain != null) {
                counts.merge(chain, 1L, Long::sum);
            }
        }
        var first = new HashMap<ChainId, Long>();
        counts.keySet().stream().sorted(ChainId.ORDER).forEach(chain -> {
            long count = counts.getOrDefault(chain, 0L);
            long last = jdbc.sql(
                            """
                            insert into chain (programme, participant, last_number) values (:programme, :participant, :count)
                            on conflict (programme, participant)
                                do update set last_number = chain.last_number + excluded.last_number
                            returning last_number
                            """)
                    .param("programme", chain.programme().value())
                    .param("participant", chain.participant().value())
                    .param("count", count)
                    .query(Long.class)
                    .single();
            first.put(chain, last - count + 1);
        });
        return first;
    }

    private void insert(List<TransferOrder> orders, Map<String, Transfer> transfers, LockedAccounts accounts) {
        batch.batchUpdate(
                """
                insert into transfer (id, key, kind, debit_account, credit_account, amount_satang, programme,
                    participant, number, subject, counterparty, cause, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                orders,
                orders.size(),
                (statement, order) -> {
                    Transfer transfer = transfers.get(order.key());
                    if (transfer == null) {
                        throw new IllegalStateException("no transfer for " + order.key());
                    }
                    statement.setObject(1, transfer.id());
                    statement.setString(2, transfer.key());
                    statement.setString(3, transfer.kind().code());
                    statement.setLong(4, accounts.id(order.debit()));
                    statement.setLong(5, accounts.id(order.credit()));
                    statement.setLong(6, transfer.amountSatang());
                    statement.setString(7, transfer.programme().value());
                    statement.setString(
                            8,
                            order.participant() == null
                                    ? null
                                    : order.participant().value());
                    statement.setObject(9, transfer.number(), Types.BIGINT);
                    statement.setString(
                            10, order.subject() == null ? null : order.subject().value());
                    statement.setObject(11, transfer.counterparty());
                    statement.setObject(12, transfer.cause());
                    statement.setObject(13, transfer.recordedAt().atOffset(ZoneOffset.UTC));
                });
    }

    private static @Nullable ChainId chain(TransferOrder order) {
        return order.participant() == null ? null : new ChainId(order.debit().programme(), order.participant());
    }
}
