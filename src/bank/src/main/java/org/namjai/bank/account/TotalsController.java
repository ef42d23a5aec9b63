package org.namjai.bank.account;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this bank's own books add up to; for holding them against the platform's and the ledger's. */
@RestController
class TotalsController {
    private final JdbcClient jdbc;

    TotalsController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/api/v1/books/totals")
    Totals totals() {
        return jdbc.sql(
                        """
                        select
                            (select count(*) from wallet) as wallets,
                            (select coalesce(sum(balance_satang), 0) from book_account where kind = 'wallet') as held,
                            coalesce(sum(amount_satang) filter (where key like 'credit/%' or key like 'receive/%'), 0) as credited,
                            coalesce(sum(amount_satang) filter (where key like 'payment/%'), 0) as paid
                        from book_transfer
                        """)
                .query((row, n) -> new Totals(
                        row.getLong("wallets"), row.getLong("credited"), row.getLong("paid"), row.getLong("held")))
                .single();
    }

    /**
     * In satang.
     *
     * @param credited from instructions, and to shops from settlement
     * @param paid to merchants
     * @param held in wallets now
     */
    record Totals(long wallets, long credited, long paid, long held) {}
}
