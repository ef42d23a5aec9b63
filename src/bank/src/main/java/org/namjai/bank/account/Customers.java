package org.namjai.bank.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.security.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The bank's customers. */
@Repository
public class Customers {
    private final JdbcClient jdbc;
    private final CitizenHash hash;

    Customers(JdbcClient jdbc, CitizenHash hash) {
        this.jdbc = jdbc;
        this.hash = hash;
    }

    /** A customer as an instruction is held against. */
    public record Customer(UUID id, String nameTh, boolean closed, boolean deceased, byte[] citizenHash) {}

    /** Whether the customer can be paid. */
    enum State {
        OPEN,
        CLOSED,
        DECEASED
    }

    /**
     * Adds a customer; again with the same id renews all but the person.
     *
     * @param proxies what PromptPay links to the account
     */
    @Transactional
    void put(
            UUID id, String citizenId, String nameTh, String account, State state, Map<AccountScheme, String> proxies) {
        try {
            jdbc.sql(
                            """
                            insert into customer (id, citizen_hash, name_th, account, closed, deceased)
                            values (?, ?, ?, ?, ?, ?)
                            on conflict (id) do update set name_th = excluded.name_th, account = excluded.account,
                                closed = excluded.closed, deceased = excluded.deceased
                            """)
                    .params(id, hash.of(citizenId), nameTh, account, state == State.CLOSED, state == State.DECEASED)
                    .update();
            jdbc.sql("delete from customer_proxy where customer = ?").param(id).update();
            proxies.forEach((scheme, value) -> jdbc.sql(
                            "insert into customer_proxy (kind, value_hash, customer) values (?, ?, ?)")
                    .params(scheme.code(), hash.of(scheme.normal(value)), id)
                    .update());
        } catch (DuplicateKeyException e) {
            throw new Refusal(
                    HttpStatus.CONFLICT,
                    "account",
                    "บัญชี บุคคล หรือพร้อมเพย์นี้เป็นของลูกค้ารายอื่นแล้ว",
                    "This account, person or PromptPay link belongs to another customer.");
        }
    }

    public boolean isKnown(UUID id) {
        return jdbc.sql("select exists (select from customer where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** An account as the platform names it. */
    public record Named(AccountScheme scheme, String account) {}

    /** The customers whose accounts are named so, in that order; none where nobody's is. */
    public List<Optional<Customer>> find(List<Named> accounts) {
        return jdbc.sql(
                        """
                        select c.id, c.name_th, c.closed, c.deceased, c.citizen_hash
                        from unnest(?::text[], ?::text[], ?::bytea[]) with ordinality i(scheme, account, proxy, place)
                        left join customer a on i.scheme = 'BBAN' and a.account = i.account
                        left join customer_proxy p on p.kind = i.scheme and p.value_hash = i.proxy
                        left join customer c on c.id = coalesce(a.id, p.customer)
                        order by i.place
                        """)
                .params(
                        accounts.stream().map(named -> named.scheme().code()).toArray(String[]::new),
                        accounts.stream().map(Named::account).toArray(String[]::new),
                        accounts.stream().map(this::proxy).toArray(byte[][]::new))
                .query(Customers::customer)
                .list();
    }

    private static Optional<Customer> customer(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return id == null
                ? Optional.empty()
                : Optional.of(new Customer(
                        id,
                        row.getString("name_th"),
                        row.getBoolean("closed"),
                        row.getBoolean("deceased"),
                        row.getBytes("citizen_hash")));
    }

    private byte @Nullable [] proxy(Named named) {
        return named.scheme() == AccountScheme.NUMBER
                ? null
                : hash.of(named.scheme().normal(named.account()));
    }

    public boolean is(Customer customer, String citizenId) {
        return java.security.MessageDigest.isEqual(customer.citizenHash(), hash.of(citizenId));
    }
}
