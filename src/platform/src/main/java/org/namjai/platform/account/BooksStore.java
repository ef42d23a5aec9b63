package org.namjai.platform.account;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.Draft.Account;
import org.namjai.platform.account.Draft.Aftermath;
import org.namjai.platform.account.Draft.Move;
import org.namjai.platform.shared.CopyRows;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The books' SQL: the same few set-based statements for one order and for hundreds. Every posting locks in one order, so
 * that no two wait for each other: accounts by id, then chains by name.
 */
@Repository
class BooksStore {
    private static final String COPY =
            """
            copy transfer (chain, number, key, kind, debit_account, debit_entry, debit_balance, credit_account,
                credit_entry, credit_balance, amount_satang, original, subject, counterparty, cause, recorded_at)
            from stdin
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate sets;
    private final Clock clock;

    BooksStore(JdbcClient jdbc, JdbcTemplate sets, Clock clock) {
        this.jdbc = jdbc;
        this.sets = sets;
        this.clock = clock;
    }

    /** In the order of their ids, so that two who open the same ones don't wait for each other. */
    void open(List<AccountRef> accounts, String currency) {
        List<AccountRef> fresh = accounts.stream()
                .distinct()
                .sorted(Comparator.comparing(AccountRef::id))
                .toList();
        jdbc.sql(
                        """
                        insert into account (id, kind, programme, participant, holder, currency)
                        select id, kind, programme, participant, holder, :currency
                        from unnest(:ids::uuid[], :kinds::text[], :programmes::text[], :participants::text[],
                            :holders::text[]) a(id, kind, programme, participant, holder)
                        on conflict (id) do nothing
                        """)
                .param("currency", currency)
                .param("ids", fresh.stream().map(AccountRef::id).toArray(UUID[]::new))
                .param("kinds", texts(fresh, account -> account.kind().code()))
                .param("programmes", texts(fresh, account -> account.programme().value()))
                .param(
                        "participants",
                        texts(
                                fresh,
                                account -> account.participant() == null
                                        ? null
                                        : account.participant().value()))
                .param("holders", texts(fresh, AccountRef::holder))
                .update();
    }

    private static @Nullable String[] texts(List<AccountRef> accounts, Function<AccountRef, @Nullable String> text) {
        return accounts.stream().map(text).toArray(String[]::new);
    }

    Optional<Long> balance(AccountRef account) {
        return jdbc.sql("select balance_satang from account where id = ?")
                .param(account.id())
                .query(Long.class)
                .optional();
    }

    Map<AccountRef, Long> balances(List<AccountRef> accounts) {
        Map<UUID, AccountRef> byId =
                accounts.stream().distinct().collect(Collectors.toMap(AccountRef::id, Function.identity()));
        var balances = new HashMap<AccountRef, Long>();
        sets.query(
                "select id, balance_satang from account where id = any(?)",
                statement -> setArray(statement, 1, "uuid", byId.keySet().toArray(UUID[]::new)),
                row -> {
                    balances.put(Objects.requireNonNull(byId.get(row.getObject(1, UUID.class))), row.getLong(2));
                });
        return balances;
    }

    /**
     * Locks the orders' accounts and reads what the books hold about them.
     *
     * @param repeats whether some orders may have been posted before; if they are thought fresh and are not,
     *     {@link #writeTransfers} finds out
     */
    Draft draft(List<TransferOrder> orders, boolean repeats) {
        var draft = new Draft();
        lockAccounts(orders, draft);
        // Read after the locks: whoever posted the same order before held the same accounts, so what is found is final.
        Stream<String> keys = orders.stream().map(TransferOrder::original);
        readPosted(repeats ? Stream.concat(keys, orders.stream().map(TransferOrder::key)) : keys, draft);
        readAftermaths(orders, draft);
        return draft;
    }

    boolean isAnyPosted(List<TransferOrder> orders) {
        String[] keys = orders.stream().map(TransferOrder::key).toArray(String[]::new);
        return jdbc.sql("select exists (select from transfer where key = any(:keys))")
                .param("keys", keys)
                .query(Boolean.class)
                .single();
    }

    private void lockAccounts(List<TransferOrder> orders, Draft draft) {
        UUID[] ids = orders.stream()
                .flatMap(order -> Stream.of(order.debit().id(), order.credit().id()))
                .distinct()
                .toArray(UUID[]::new);
        sets.query(
                """
                select ctid, id, kind, currency, balance_satang, entries from account where id = any(?)
                order by id for no key update
                """,
                statement -> setArray(statement, 1, "uuid", ids),
                row -> {
                    draft.add(new Account(
                            row.getString(1),
                            row.getObject(2, UUID.class),
                            AccountKind.of(row.getString(3)),
                            row.getString(4),
                            row.getLong(5),
                            row.getLong(6)));
                });
    }

    private void readPosted(Stream<@Nullable String> wanted, Draft draft) {
        String[] keys = wanted.filter(key -> key != null).distinct().toArray(String[]::new);
        if (keys.length == 0) {
            return;
        }
        sets.query(
                TransferRows.SELECT + " where t.key = any(?)",
                statement -> setArray(statement, 1, "text", keys),
                row -> {
                    draft.add(TransferRows.postedOrder(row, 0));
                });
    }

    private void readAftermaths(List<TransferOrder> orders, Draft draft) {
        String[] originals = orders.stream()
                .map(TransferOrder::original)
                .filter(original -> original != null)
                .distinct()
                .toArray(String[]::new);
        if (originals.length == 0) {
            return;
        }
        sets.query(
                """
                select original, bool_or(kind <> 'reverse'), coalesce(sum(amount_satang) filter (where kind = 'reverse'), 0)
                from transfer where original = any(?) group by original
                """,
                statement -> setArray(statement, 1, "text", originals),
                row -> {
                    draft.add(row.getString(1), new Aftermath(row.getBoolean(2), row.getLong(3)));
                });
    }

    /** Of the accounts that are moved. */
    void writeBalances(Draft draft) {
        if (draft.moves().isEmpty()) return;
        List<Account> accounts = draft.movedAccounts();
        sets.update(
                """
                update account set balance_satang = n.balance, entries = n.entries
                from unnest(?, ?, ?) n(place, balance, entries) where account.ctid = n.place
                """,
                statement -> {
                    setArray(statement, 1, "tid", column(accounts, String[]::new, account -> account.place));
                    setArray(statement, 2, "bigint", column(accounts, Long[]::new, Account::balanceSatang));
                    setArray(statement, 3, "bigint", column(accounts, Long[]::new, Account::entries));
                });
    }

    /**
     * Writes chain numbers and transfers; gives the transfers by key.
     *
     * @throws KeyTakenException when another transaction has just written one of the keys
     */
    Map<String, Transfer> writeTransfers(Draft draft) {
        Collection<Move> moves = draft.moves();
        if (moves.isEmpty()) {
            return Map.of();
        }
        Map<Link, Numbers> chains = takeNumbers(moves);
        // PostgreSQL keeps microseconds: what is given back equals what is read later.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var rows = moves.stream().map(move -> new NewRow(move, chains)).toList();
        try {
            var lines = new CopyRows();
            rows.forEach(row -> row.appendTo(lines, now));
            lines.into(sets, COPY);
        } catch (DuplicateKeyException e) {
            throw new KeyTakenException(e);
        }
        var transfers = new HashMap<String, Transfer>();
        for (NewRow row : rows) {
            TransferOrder order = row.move.order();
            transfers.put(order.key(), TransferRows.transfer(order, row.number, now, row.move.debitBalanceSatang()));
        }
        return transfers;
    }

    /** A chain's name; appropriations have no participant. */
    private record Link(String programme, @Nullable String participant) {
        static Link of(TransferOrder order) {
            return new Link(
                    order.debit().programme().value(),
                    order.participant() == null ? null : order.participant().value());
        }
    }

    /** The chain's id and the numbers taken from it. */
    private static final class Numbers {
        final int chain;
        private long next;

        Numbers(int chain, long first) {
            this.chain = chain;
            this.next = first;
        }
    }

    /** Takes as many numbers of each chain as it has moves; locks the chains by name. */
    private Map<Link, Numbers> takeNumbers(Collection<Move> moves) {
        var counts = new HashMap<Link, Long>();
        for (Move move : moves) {
            counts.merge(Link.of(move.order()), 1L, Long::sum);
        }
        var links = List.copyOf(counts.keySet());
        var numbers = new HashMap<Link, Numbers>();
        sets.query(
                """
                insert into chain (programme, participant, last_number)
                select * from unnest(?, ?, ?) n(programme, participant, count) order by programme, participant
                on conflict (programme, participant) do update set last_number = chain.last_number + excluded.last_number
                returning id, programme, participant, last_number
                """,
                statement -> {
                    setArray(statement, 1, "text", column(links, String[]::new, Link::programme));
                    setArray(statement, 2, "text", column(links, String[]::new, Link::participant));
                    setArray(statement, 3, "bigint", column(links, Long[]::new, counts::get));
                },
                row -> {
                    var link = new Link(row.getString(2), row.getString(3));
                    long count = counts.getOrDefault(link, 0L);
                    numbers.put(link, new Numbers(row.getInt(1), row.getLong(4) - count + 1));
                });
        return numbers;
    }

    /** A move with its number. */
    private static final class NewRow {
        final Move move;
        final int chain;
        final long number;

        NewRow(Move move, Map<Link, Numbers> chains) {
            this.move = move;
            Numbers numbers = chains.get(Link.of(move.order()));
            if (numbers == null) {
                throw new IllegalStateException("no chain for " + move.order().key());
            }
            this.chain = numbers.chain;
            this.number = numbers.next++;
        }

        void appendTo(CopyRows rows, Instant now) {
            TransferOrder order = move.order();
            rows.with(chain)
                    .with(number)
                    .with(order.key())
                    .with(order.kind().code())
                    .with(move.debit())
                    .with(move.debitEntry())
                    .with(move.debitBalanceSatang())
                    .with(move.credit())
                    .with(move.creditEntry())
                    .with(move.creditBalanceSatang())
                    .with(order.amountSatang())
                    .with(order.original())
                    .with(order.subject() == null ? null : order.subject().value())
                    .with(order.counterparty())
                    .with(order.cause())
                    .with(now)
                    .end();
        }
    }

    private static <R, V> @Nullable V[] column(
            List<R> rows, IntFunction<@Nullable V[]> array, Function<R, @Nullable V> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static void setArray(PreparedStatement statement, int index, String type, @Nullable Object[] values)
            throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }
}
