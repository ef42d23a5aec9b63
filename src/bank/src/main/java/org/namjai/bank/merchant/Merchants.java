package org.namjai.bank.merchant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.namjai.bank.account.Books;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Shops with an account at this bank. */
@Repository
public class Merchants {
    private final JdbcClient jdbc;
    private final Books books;

    Merchants(JdbcClient jdbc, Books books) {
        this.jdbc = jdbc;
        this.books = books;
    }

    /** @param district DOPA code of the shop */
    public record Merchant(UUID id, String name, String merchantClass, String district) {}

    @Transactional
    public void put(Merchant merchant) {
        books.open(merchant.id(), "merchant");
        jdbc.sql(
                        """
                        insert into merchant (id, name, class, district) values (?, ?, ?, ?)
                        on conflict (id) do update set name = excluded.name, class = excluded.class,
                            district = excluded.district
                        """)
                .params(merchant.id(), merchant.name(), merchant.merchantClass(), merchant.district())
                .update();
    }

    public List<Merchant> all() {
        return jdbc.sql("select id, name, class, district from merchant order by name limit 500")
                .query(Merchants::read)
                .list();
    }

    public Optional<Merchant> find(UUID id) {
        return jdbc.sql("select id, name, class, district from merchant where id = ?")
                .param(id)
                .query(Merchants::read)
                .optional();
    }

    private static Merchant read(ResultSet row, int n) throws SQLException {
        return new Merchant(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("class"),
                row.getString("district"));
    }
}
