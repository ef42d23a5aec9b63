package org.namjai.bank.disbursement;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.account.AccountScheme;
import org.namjai.bank.account.Books;
import org.namjai.bank.account.CitizenHash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides instructions and credits them, one or ten thousand with the same few statements. An instruction's row, its
 * transfer and the balances are of one transaction, and the row's id is unique: so it is credited once or not at all.
 */
@Repository
class Credits {
    private static final String DECIDED =
            """
            create temporary table decided (
                id uuid primary key, payee text, amount bigint, content bytea, customer uuid, reason text, credited uuid
            ) on commit drop
            """;
    private static final String DECIDE =
            """
            insert into decided
            select i.id, i.payee, i.amount, i.content, c.id,
                   case when c.id is null then case i.scheme when 'BBAN' then 'no-such-account' else 'not-linked' end
                        when c.deceased then 'deceased'
                        when c.closed then 'account-closed'
                        when c.citizen_hash <> i.citizen then 'name-mismatch' end,
                   null
            from unnest(?::uuid[], ?::text[], ?::bigint[], ?::bytea[], ?::text[], ?::text[], ?::bytea[], ?::bytea[])
                i(id, payee, amount, content, scheme, account, proxy, citizen)
            left join customer a on i.scheme = 'BBAN' and a.account = i.account
            left join customer_proxy p on p.kind = i.scheme and p.value_hash = i.proxy
            left join customer c on c.id = coalesce(a.id, p.customer)
            """;
    private static final String OPEN_WALLETS =
            """
            with missing as materialized (
                select gen_random_uuid() as id, payee, customer from (
                    select distinct on (payee) payee, customer from decided
                    where reason is null
                      and not exists (select from wallet where programme = :programme and payee_ref = payee)) people),
            opened as (insert into book_account (id, kind) select id, 'wallet' from missing)
            insert into wallet (id, programme, payee_ref, customer)
            select id, :programme, payee, customer from missing on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final CitizenHash hash;
    private final Books books;

    Credits(JdbcClient jdbc, CitizenHash hash, Books books) {
        this.jdbc = jdbc;
        this.hash = hash;
        this.books = books;
    }

    /** The keyed hash by which the same instruction is known again. */
    byte[] content(BulkFile.Item item, String programme, MoneyForm money) {
        return hash.of(item.canonical(programme, money));
    }

    /** @param file that told them; none for a single one */
    @Transactional(propagation = Propagation.MANDATORY)
    void credit(String programme, MoneyForm money, @Nullable String file, List<BulkFile.Item> items) {
        jdbc.sql(DECIDED).update();
        decide(programme, money, items);
        openAccounts(programme, money);
        books.open(Books.SCHEME, "scheme");
        // In one order for everybody; the scheme's account first, for all wait for it anyway.
        jdbc.sql("select id from book_account where id = ? for update")
                .param(Books.SCHEME)
                .query(UUID.class)
                .list();
        jdbc.sql("select id from book_account where id in (select credited from decided) order by id for update")
                .query(UUID.class)
                .list();
        keep(programme, file);
        move();
    }

    private void decide(String programme, MoneyForm money, List<BulkFile.Item> items) {
        jdbc.sql(DECIDE)
                .params(
                        items.stream().map(BulkFile.Item::id).toArray(UUID[]::new),
                        items.stream().map(BulkFile.Item::payeeRef).toArray(String[]::new),
                        items.stream().map(BulkFile.Item::amountSatang).toArray(Long[]::new),
                        items.stream()
                                .map(item -> content(item, programme, money))
                                .toArray(byte[][]::new),
                        items.stream().map(item -> item.scheme().code()).toArray(String[]::new),
                        items.stream().map(BulkFile.Item::account).toArray(String[]::new),
                        items.stream().map(this::proxy).toArray(byte[][]::new),
                        items.stream().map(item -> hash.of(item.citizenId())).toArray(byte[][]::new))
                .update();
    }

    private byte @Nullable [] proxy(BulkFile.Item item) {
        return item.scheme() == AccountScheme.NUMBER
                ? null
                : hash.of(item.scheme().normal(item.account()));
    }

    private void openAccounts(String programme, MoneyForm money) {
        if (money == MoneyForm.WALLET) {
            jdbc.sql(OPEN_WALLETS).param("programme", programme).update();
            jdbc.sql(
                            """
                            update decided set credited = w.id from wallet w
                            where reason is null and w.programme = ? and w.payee_ref = payee
                            """)
                    .param(programme)
                    .update();
        } else {
            jdbc.sql("insert into book_account (id, kind) select distinct customer, 'deposit' from decided"
                            + " where reason is null on conflict do nothing")
                    .update();
            jdbc.sql("update decided set credited = customer where reason is null")
                    .update();
        }
    }

    private void keep(String programme, @Nullable String file) {
        jdbc.sql(
                        """
                        insert into disbursement
                            (id, programme, payee_ref, content_hash, amount_satang, outcome, reason_code, credited, file)
                        select id, :programme, payee, content, amount,
                               case when reason is null then 'credited' else 'refused' end, reason, credited, :file
                        from decided
                        """)
                .param("programme", programme)
                .param("file", file, java.sql.Types.VARCHAR)
                .update();
    }

    private void move() {
        jdbc.sql("insert into book_transfer (key, debit, credit, amount_satang)"
                        + " select 'credit/' || id, ?, credited, amount from decided where reason is null")
                .param(Books.SCHEME)
                .update();
        jdbc.sql(
                        """
                        update book_account a set balance_satang = a.balance_satang + d.amount
                        from (select credited, sum(amount)::bigint as amount from decided where reason is null
                              group by credited) d
                        where a.id = d.credited
                        """)
                .update();
        jdbc.sql(
                        """
                        update book_account set balance_satang = balance_satang
                            - (select coalesce(sum(amount), 0)::bigint from decided where reason is null)
                        where id = ?
                        """)
                .param(Books.SCHEME)
                .update();
    }
}
