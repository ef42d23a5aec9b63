package org.namjai.bank.merchant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.account.Books;
import org.namjai.bank.account.CitizenHash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Shops with an account at this bank. */
@Repository
public class Merchants {
    private final JdbcClient jdbc;
    private final Books books;
    private final CitizenHash hash;

    Merchants(JdbcClient jdbc, Books books, CitizenHash hash) {
        this.jdbc = jdbc;
        this.books = books;
        this.hash = hash;
    }

    /** @param district DOPA code of the shop */
    public record Merchant(UUID id, String name, String merchantClass, String district) {}

    /** @param holder the customer whose shop it is; a known shop keeps its holder when none is named */
    @Transactional
    public void put(Merchant merchant, @Nullable UUID holder) {
        books.open(merchant.id(), "merchant");
        jdbc.sql(
                        """
                        insert into merchant (id, name, class, district, holder) values (?, ?, ?, ?, ?)
                        on conflict (id) do update set name = excluded.name, class = excluded.class,
                            district = excluded.district, holder = coalesce(excluded.holder, merchant.holder)
                        """)
                .params(merchant.id(), merchant.name(), merchant.merchantClass(), merchant.district(), holder)
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

    /** The shops that are the person's own. */
    public List<Merchant> heldBy(String citizenId) {
        return jdbc.sql(
                        """
                        select m.id, m.name, m.class, m.district from merchant m join customer c on c.id = m.holder
                        where c.citizen_hash = ? order by m.name limit 500
                        """)
                .param(hash.of(citizenId))
                .query(Merchants::read)
                .list();
    }

    /** None when it is not the person's own. */
    public Optional<Merchant> findHeld(UUID id, String citizenId) {
        return jdbc.sql(
                        """
                        select m.id, m.name, m.class, m.district from merchant m join customer c on c.id = m.holder
                        where m.id = ? and c.citizen_hash = ?
                        """)
                .params(id, hash.of(citizenId))
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
