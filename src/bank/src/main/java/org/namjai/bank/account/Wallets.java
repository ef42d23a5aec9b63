package org.namjai.bank.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Customers' wallets, one for each programme. */
@Repository
public class Wallets {
    private static final String SELECT =
            "select w.id, w.programme, w.payee_ref, a.balance_satang from wallet w join book_account a on a.id = w.id ";

    private final JdbcClient jdbc;
    private final Books books;
    private final CitizenHash hash;

    Wallets(JdbcClient jdbc, Books books, CitizenHash hash) {
        this.jdbc = jdbc;
        this.books = books;
        this.hash = hash;
    }

    /** @param payeeRef the person's pseudonym in the programme, as the platform told it */
    public record Wallet(UUID walletId, String programme, String payeeRef, long balanceSatang) {}

    /** The customer's wallet in the programme, opened when there is none. */
    @Transactional
    public UUID open(String programme, String payeeRef, UUID customer) {
        UUID id = UUID.randomUUID();
        books.open(id, "wallet");
        jdbc.sql("insert into wallet (id, programme, payee_ref, customer) values (?, ?, ?, ?) on conflict do nothing")
                .params(id, programme, payeeRef, customer)
                .update();
        return jdbc.sql("select id from wallet where programme = ? and payee_ref = ?")
                .params(programme, payeeRef)
                .query(UUID.class)
                .single();
    }

    public Optional<Wallet> find(UUID id) {
        return jdbc.sql(SELECT + "where w.id = ?")
                .param(id)
                .query(Wallets::read)
                .optional();
    }

    public List<Wallet> ofAccount(String account) {
        return jdbc.sql(SELECT + "join customer c on c.id = w.customer where c.account = ? order by w.opened_at")
                .param(account)
                .query(Wallets::read)
                .list();
    }

    /** A shop's own, from which it spends what it received; one for each programme. */
    public List<Wallet> ofMerchant(UUID merchant) {
        return jdbc.sql(SELECT + "where w.merchant = ? order by w.opened_at")
                .param(merchant)
                .query(Wallets::read)
                .list();
    }

    /** Only what is the person's own. */
    public List<Wallet> ofCitizen(String citizenId) {
        return jdbc.sql(SELECT + "join customer c on c.id = w.customer where c.citizen_hash = ? order by w.opened_at")
                .param(hash.of(citizenId))
                .query(Wallets::read)
                .list();
    }

    private static Wallet read(ResultSet row, int number) throws SQLException {
        return new Wallet(
                row.getObject("id", UUID.class),
                row.getString("programme"),
                row.getString("payee_ref"),
                row.getLong("balance_satang"));
    }
}
