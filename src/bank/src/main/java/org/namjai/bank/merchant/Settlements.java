package org.namjai.bank.merchant;

import java.util.UUID;
import org.namjai.bank.account.Books;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Merchants' receipts, paid out of the scheme. */
@Service
public class Settlements {
    private final JdbcClient jdbc;
    private final Books books;

    Settlements(JdbcClient jdbc, Books books) {
        this.jdbc = jdbc;
        this.books = books;
    }

    /** Pays a merchant's receipts out, once for each id. */
    @Transactional
    public void settle(UUID id, UUID merchant, long amountSatang) {
        books.transfer("settlement/" + id, merchant, Books.SCHEME, amountSatang);
        jdbc.sql("insert into settlement (id, merchant, amount_satang) values (?, ?, ?) on conflict do nothing")
                .params(id, merchant, amountSatang)
                .update();
    }
}
