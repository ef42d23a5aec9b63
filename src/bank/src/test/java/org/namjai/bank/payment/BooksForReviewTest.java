package org.namjai.bank.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.bank.BankSlice;
import org.namjai.bank.account.Books;
import org.namjai.bank.account.Returns;
import org.namjai.bank.ledger.Movement;
import org.namjai.bank.ledger.Movement.Kind;
import org.namjai.bank.ledger.OwnBooks;
import org.namjai.bank.merchant.Settlements;
import org.namjai.bank.security.Refusal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** What the bank's real database says about every kind of transition: agreed to as it is booked, and not otherwise. */
@SpringBootTest
class BooksForReviewTest {
    private static final long PAID = 40_000;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private OwnBooks books;

    @Autowired
    private Books accounts;

    @Autowired
    private Reversals reversals;

    @Autowired
    private Settlements settlements;

    @Autowired
    private Returns returns;

    @Autowired
    private TransactionTemplate transaction;

    private final UUID wallet = UUID.randomUUID();
    private final UUID shop = UUID.randomUUID();
    private final UUID payment = UUID.randomUUID();
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
    void everyKindAsItIsBooked_isAgreedTo_andWithOneFieldChangedIsNot() {
        UUID reversal = UUID.randomUUID();
        UUID settlement = UUID.randomUUID();
        UUID givenBack = UUID.randomUUID();
        reversals.reverse(reversal, payment, 1_500);
        settlements.settle(settlement, shop, 2_500);
        returns.giveBack(givenBack, wallet, 3_500);
        List<Movement> booked = List.of(
                new Movement(Kind.PURCHASE, payment, payer, shop, PAID),
                new Movement(Kind.REVERSE, reversal, payer, shop, 1_500),
                new Movement(Kind.SETTLE, settlement, null, shop, 2_500),
                new Movement(Kind.RETURN, givenBack, payer, null, 3_500));

        assertThat(agreeing(booked)).containsExactlyInAnyOrderElementsOf(booked);
        for (Movement m : booked) {
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
    void reversalsOfOnePurchase_neverAddUpToMoreThanWasPaid() {
        UUID all = UUID.randomUUID();
        reversals.reverse(UUID.randomUUID(), payment, 1);
        assertThatThrownBy(() -> reversals.reverse(all, payment, PAID))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("More would be reversed than was paid.");
        reversals.reverse(all, payment, PAID - 1);
        assertThatThrownBy(() -> reversals.reverse(UUID.randomUUID(), payment, 1))
                .isInstanceOf(Refusal.class);
        assertThat(balance(shop)).isZero();
    }

    @Test
    void sameIdAgain_movesMoneyOnce() {
        UUID id = UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            reversals.reverse(id, payment, 1_000);
            settlements.settle(id, shop, 2_000);
            returns.giveBack(id, wallet, 3_000);
        }
        assertThat(balance(shop)).isEqualTo(PAID - 1_000 - 2_000);
        assertThat(balance(wallet)).isEqualTo(100_000 - PAID + 1_000 - 3_000);
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
