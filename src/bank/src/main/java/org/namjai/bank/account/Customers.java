package org.namjai.bank.account;

import java.util.Optional;
import java.util.UUID;
import org.namjai.bank.security.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

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
    public record Customer(UUID id, String nameTh, boolean closed, byte[] citizenHash) {}

    /** Adds a customer; again with the same id renews name and account. */
    public void put(UUID id, String citizenId, String nameTh, String account) {
        try {
            jdbc.sql(
                            """
                        insert into customer (id, citizen_hash, name_th, account) values (?, ?, ?, ?)
                        on conflict (id) do update set name_th = excluded.name_th, account = excluded.account
                        """)
                    .params(id, hash.of(citizenId), nameTh, account)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Refusal(
                    HttpStatus.CONFLICT,
                    "account",
                    "บัญชีหรือบุคคลนี้เป็นของลูกค้ารายอื่นแล้ว",
                    "This account or person belongs to another customer.");
        }
    }

    public Optional<Customer> ofAccount(String account) {
        return jdbc.sql("select id, name_th, closed, citizen_hash from customer where account = ?")
                .param(account)
                .query((row, n) -> new Customer(
                        row.getObject("id", UUID.class),
                        row.getString("name_th"),
                        row.getBoolean("closed"),
                        row.getBytes("citizen_hash")))
                .optional();
    }

    public boolean is(Customer customer, String citizenId) {
        return java.security.MessageDigest.isEqual(customer.citizenHash(), hash.of(citizenId));
    }
}
