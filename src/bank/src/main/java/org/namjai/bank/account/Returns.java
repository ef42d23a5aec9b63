package org.namjai.bank.account;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Unspent money that goes back from wallets to the programme. */
@Service
public class Returns {
    private final JdbcClient jdbc;
    private final Books books;

    Returns(JdbcClient jdbc, Books books) {
        this.jdbc = jdbc;
        this.books = books;
    }

    /** Gives money of a wallet back, once for each id. */
    @Transactional
    public void giveBack(UUID id, UUID wallet, long amountSatang) {
        books.transfer("return/" + id, wallet, Books.SCHEME, amountSatang);
        jdbc.sql("insert into wallet_return (id, wallet, amount_satang) values (?, ?, ?) on conflict do nothing")
                .params(id, wallet, amountSatang)
                .update();
    }
}
