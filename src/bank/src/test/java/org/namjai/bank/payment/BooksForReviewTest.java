package org.namjai.bank.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.bank.BankSlice;
import org.namjai.bank.account.Books;
import org.namjai.bank.ledger.Movement;
import org.namjai.bank.ledger.Movement.Kind;
import org.namjai.bank.ledger.OwnBooks;
import org.namjai.bank.merchant.Merchants;
import org.namjai.bank.merchant.ShopAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** What the bank's real database says about every kind of transition: agreed to as it is booked, and not otherwise. */
@SpringBootTest
class BooksForReviewTest {
    private static final String PROGRAMME = "digital-wallet";
    private static final long PAID = 40_000;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private OwnBooks books;

    @Autowired
    private Books accounts;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Merchants merchants;

    private final UUID wallet = UUID.randomUUID();
    private final UUID shop = UUID.randomUUID();
    private final UUID payment = UUID.randomUUID();
    private final UUID ownShop = UUID.randomUUID();
    private final String shopPayer = "shop" + ownShop.getMostSignificantBits();
    private final String payer = "payer" + wallet.getMostSignificantBits();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        BankSlice.properties(registry);
    }

    @BeforeEach
    void onePaidPurchase() {
        UUID customer = UUID.randomUUID();
        jdbc.sql("insert into customer (id, citizen_hash, name_th, account) values (?, ?, 'สมหญิง', ?)")
                .params(
                        customer,
                        customer.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        String.format("%012d", customer.getMostSignificantBits() >>> 28))
                .update();
        accounts.open(wallet, "wallet");
        accounts.open(shop, "merchant");
        accounts.open(Books.SCHEME, "scheme");
        merchants.put(new Merchants.Merchant(ownShop, "ร้านข้าวแกง", "small-shop", "1001"), null);
        jdbc.sql("insert into wallet (id, programme, payee_ref, customer) values (?, 'digital-wallet', ?, ?)")
                .params(wallet, payer, customer)
                .update();
        transaction.executeWithoutResult(status -> {
            accounts.transfer("grant/" + wallet, Books.SCHEME, wallet, 100_000);
            accounts.transfer("payment/" + payment, wallet, shop, PAID);
        });
        jdbc.sql(
                        "insert into payment (id, wallet, merchant, amount_satang, goods_classes, face_to_face, state, finished_at)"
                                + " values (?, ?, ?, ?, '{food}', true, 'authorised', now())")
                .params(payment, wallet, shop, PAID)
                .update();
    }

    @Test
    void whatOnlyThePageTells_isBookedOnceAndAgreedTo_andWithOneFieldChangedIsNot() {
        List<Movement> told = List.of(
                new Movement(Kind.PURCHASE, payment, payer, shop, PAID),
                new Movement(Kind.REVERSE, payment, payer, shop, 1_500),
                new Movement(Kind.SETTLE, UUID.randomUUID(), null, shop, 2_500),
                new Movement(Kind.RECEIVE, UUID.randomUUID(), shopPayer, ownShop, 700),
                new Movement(Kind.CASHOUT, UUID.randomUUID(), null, ownShop, 900),
                new Movement(Kind.RETURN, UUID.randomUUID(), payer, null, 3_500));
        book(told);
        book(told);

        assertThat(agreeing(told)).containsExactlyInAnyOrderElementsOf(told);
        assertThat(balance(shop)).isEqualTo(PAID - 1_500 - 2_500);
        assertThat(balance(wallet)).isEqualTo(100_000 - PAID + 1_500 - 3_500);
        assertThat(balance(ShopAccounts.wallet(PROGRAMME, ownShop))).isEqualTo(700);
        assertThat(balance(ShopAccounts.deposit(ownShop))).isEqualTo(900);
        for (Movement m : told) {
            var changed = new ArrayList<Movement>();
            changed.add(new Movement(m.kind(), UUID.randomUUID(), m.payeeRef(), m.merchant(), m.amountSatang()));
            changed.add(new Movement(m.kind(), m.cause(), m.payeeRef(), m.merchant(), m.amountSatang() + 1));
            if (m.payeeRef() != null) {
                changed.add(new Movement(m.kind(), m.cause(), "somebody", m.merchant(), m.amountSatang()));
            }
            if (m.merchant() != null) {
                changed.add(new Movement(m.kind(), m.cause(), m.payeeRef(), UUID.randomUUID(), m.amountSatang()));
            }
            assertThat(agreeing(changed)).as("%s, changed", m.kind()).isEmpty();
        }
    }

    @Test
    void whatThisBankCannotHonour_isNotBooked() {
        List<Movement> impossible = List.of(
                new Movement(Kind.REVERSE, payment, payer, shop, PAID + 1),
                new Movement(Kind.REVERSE, UUID.randomUUID(), payer, shop, 1),
                new Movement(Kind.SETTLE, UUID.randomUUID(), null, shop, PAID + 1),
                new Movement(Kind.RECEIVE, UUID.randomUUID(), shopPayer, shop, 1),
                new Movement(Kind.CASHOUT, UUID.randomUUID(), null, shop, 1),
                new Movement(Kind.RETURN, UUID.randomUUID(), payer, null, 100_001));
        book(impossible);

        assertThat(agreeing(impossible)).isEmpty();
        assertThat(balance(shop)).isEqualTo(PAID);
        assertThat(balance(wallet)).isEqualTo(100_000 - PAID);
    }

    @Test
    void shopsPaymentOfMoneyThatTheSamePageBrings_isCompletedWithIt() {
        UUID spent = UUID.randomUUID();
        book(List.of(new Movement(Kind.RECEIVE, UUID.randomUUID(), shopPayer, ownShop, 700)));
        jdbc.sql("insert into payment (id, wallet, merchant, amount_satang, goods_classes, face_to_face)"
                        + " values (?, ?, ?, 1000, '{general}', false)")
                .params(spent, ShopAccounts.wallet(PROGRAMME, ownShop), shop)
                .update();
        var purchase = new Movement(Kind.PURCHASE, spent, shopPayer, shop, 1_000);

        book(List.of(purchase));
        assertThat(state(spent)).isEqualTo("pending");
        book(List.of(purchase, new Movement(Kind.RECEIVE, UUID.randomUUID(), shopPayer, ownShop, 300)));

        assertThat(state(spent)).isEqualTo("authorised");
        assertThat(balance(ShopAccounts.wallet(PROGRAMME, ownShop))).isZero();
        assertThat(balance(shop)).isEqualTo(PAID + 1_000);
    }

    private String state(UUID payment) {
        return jdbc.sql("select state from payment where id = ?")
                .param(payment)
                .query(String.class)
                .single();
    }

    private void book(List<Movement> movements) {
        transaction.executeWithoutResult(status -> books.book(PROGRAMME, movements));
    }

    private long balance(UUID account) {
        return jdbc.sql("select balance_satang from book_account where id = ?")
                .param(account)
                .query(Long.class)
                .single();
    }

    private Set<Movement> agreeing(List<Movement> movements) {
        Set<Movement> answer = transaction.execute(status -> books.agreeing(movements));
        return answer == null ? Set.of() : answer;
    }
}
