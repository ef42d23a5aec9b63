package org.namjai.bank.payment;

import java.util.UUID;
import org.namjai.bank.account.Books;
import org.namjai.bank.security.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Purchases taken back, in full or in parts. */
@Service
class Reversals {
    private final JdbcClient jdbc;
    private final Payments payments;
    private final Books books;

    Reversals(JdbcClient jdbc, Payments payments, Books books) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.books = books;
    }

    /**
     * Gives money of a purchase back to its payer, once for each id.
     *
     * @param amountSatang with earlier reversals not more than was paid
     */
    @Transactional
    void reverse(UUID id, UUID payment, long amountSatang) {
        var purchase = payments.lockAuthorised(payment);
        int booked = jdbc.sql(
                        """
                        insert into payment_reversal (id, payment, amount_satang)
                        select :id, :payment, :amount
                        where :amount <= :paid - (select coalesce(sum(amount_satang), 0) from payment_reversal
                                                  where payment = :payment and id <> :id)
                        on conflict do nothing
                        """)
                .param("id", id)
                .param("payment", payment)
                .param("amount", amountSatang)
                .param("paid", purchase.order().amountSatang())
                .update();
        if (booked == 0 && !isBooked(id)) {
            throw new Refusal(
                    HttpStatus.CONFLICT,
                    "amountSatang",
                    "ยอดคืนเงินมากกว่ายอดที่ชำระ",
                    "More would be reversed than was paid.");
        }
        books.transfer("reversal/" + id, purchase.order().merchantId(), purchase.wallet(), amountSatang);
    }

    private boolean isBooked(UUID id) {
        return jdbc.sql("select exists (select from payment_reversal where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }
}
