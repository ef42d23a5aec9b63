package org.namjai.bank.payment;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.namjai.bank.account.Books;
import org.namjai.bank.ledger.Movement;
import org.namjai.bank.ledger.Movement.Kind;
import org.namjai.bank.merchant.ShopAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Books what the state moved and this bank learns from a ledger page: set-based, once for each cause. What the bank can't
 * honour stays unbooked; the page's review then objects to it.
 */
@Component
class ToldMovements {
    private static final Logger LOG = LoggerFactory.getLogger(ToldMovements.class);

    /** Of a kind: the movements that can be booked and are not, and the row that says they are. */
    private record Way(Kind kind, String bookable, String row) {}

    private static final Way RECEIVE = new Way(
            Kind.RECEIVE,
            """
            select m.*, :scheme::uuid as debit, w.id as credit from told m
            join wallet w on w.merchant = m.merchant and w.programme = :programme and w.payee_ref = m.payee
            where not exists (select from merchant_receipt r where r.id = m.cause)
            """,
            "merchant_receipt (id, merchant, credited, amount_satang) select cause, merchant, credit, amount");
    private static final Way CASHOUT = new Way(
            Kind.CASHOUT,
            """
            select m.*, :scheme::uuid as debit, m.deposit as credit from told m
            join merchant s on s.id = m.merchant join book_account a on a.id = m.deposit
            where not exists (select from merchant_receipt r where r.id = m.cause)
            """,
            "merchant_receipt (id, merchant, credited, amount_satang) select cause, merchant, credit, amount");
    private static final Way REVERSE = new Way(
            Kind.REVERSE,
            """
            select m.*, p.merchant as debit, p.wallet as credit from told m
            join payment p on p.id = m.cause and p.merchant = m.merchant and p.state = 'authorised'
            join wallet w on w.id = p.wallet and w.programme = :programme and w.payee_ref = m.payee
            where m.amount <= p.amount_satang
            and not exists (select from payment_reversal r where r.payment = m.cause)
            """,
            "payment_reversal (payment, amount_satang) select cause, amount");
    private static final Way SETTLE = new Way(
            Kind.SETTLE,
            """
            select m.*, a.id as debit, :scheme::uuid as credit from told m
            join book_account a on a.id = m.merchant and a.kind = 'merchant'
            where not exists (select from settlement s where s.id = m.cause)
            """,
            "settlement (id, merchant, amount_satang) select cause, merchant, amount");
    private static final Way RETURN = new Way(
            Kind.RETURN,
            """
            select m.*, w.id as debit, :scheme::uuid as credit from told m
            join wallet w on w.programme = :programme and w.payee_ref = m.payee
            where not exists (select from wallet_return r where r.id = m.cause)
            """,
            "wallet_return (id, wallet, amount_satang) select cause, debit, amount");

    private static final String BOOK =
            """
            with told as (
                select * from unnest(:causes::uuid[], :payees::text[], :merchants::uuid[], :deposits::uuid[],
                    :amounts::bigint[]) m(cause, payee, merchant, deposit, amount)
            ), bookable as (%s), written as (
                insert into %s from bookable on conflict do nothing returning 1
            )
            select '%s/' || cause as key, debit, credit, amount from bookable
            """;

    private final JdbcClient jdbc;
    private final Books books;
    private final Payments payments;
    private final TransactionTemplate nested;

    ToldMovements(JdbcClient jdbc, Books books, Payments payments, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.books = books;
        this.payments = payments;
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** In an order in which money is there before it moves on: one page may hold a whole day of a wallet. */
    void book(String programme, Collection<Movement> movements) {
        books.open(Books.SCHEME, "scheme");
        openAccounts(programme, movements);
        book(RECEIVE, programme, movements);
        book(CASHOUT, programme, movements);
        completePurchases(movements);
        book(REVERSE, programme, movements);
        completePurchases(movements);
        book(SETTLE, programme, movements);
        book(RETURN, programme, movements);
    }

    /** A shop's first receipt opens its wallet; no other bank's shop gets one. */
    private void openAccounts(String programme, Collection<Movement> movements) {
        for (Movement shop : of(Kind.RECEIVE, movements)) {
            jdbc.sql(
                            """
                            with shop as (select id from merchant where id = :merchant), account as (
                                insert into book_account (id, kind) select :id, 'wallet' from shop on conflict do nothing
                            )
                            insert into wallet (id, programme, payee_ref, merchant)
                            select :id, :programme, :payee, id from shop on conflict do nothing
                            """)
                    .param("merchant", shop.merchant())
                    .param("id", ShopAccounts.wallet(programme, merchant(shop)))
                    .param("programme", programme)
                    .param("payee", shop.payeeRef())
                    .update();
        }
        of(Kind.CASHOUT, movements).forEach(shop -> books.open(ShopAccounts.deposit(merchant(shop)), "deposit"));
    }

    private void book(Way way, String programme, Collection<Movement> movements) {
        List<Movement> told = of(way.kind(), movements);
        if (told.isEmpty()) return;
        try {
            nested.executeWithoutResult(status -> books.transfer(written(way, programme, told)));
        } catch (Books.InsufficientBalanceException e) {
            LOG.warn("Not booked, {} of {}: {}", way.kind(), programme, e.getMessage());
        }
    }

    private List<Books.Move> written(Way way, String programme, List<Movement> told) {
        return jdbc.sql(BOOK.formatted(
                        way.bookable(), way.row(), way.kind().name().toLowerCase(Locale.ROOT)))
                .params(Map.of(
                        "scheme", Books.SCHEME,
                        "programme", programme,
                        "causes", ids(told, Movement::cause),
                        "payees", told.stream().map(Movement::payeeRef).toArray(String[]::new),
                        "merchants", ids(told, Movement::merchant),
                        "deposits", ids(told, ToldMovements::deposit),
                        "amounts", told.stream().map(Movement::amountSatang).toArray(Long[]::new)))
                .query((row, n) -> new Books.Move(
                        row.getString("key"),
                        row.getObject("debit", UUID.class),
                        row.getObject("credit", UUID.class),
                        row.getLong("amount")))
                .list();
    }

    /** Standing on a page proves that the platform authorised them; one for which the money is not there yet waits. */
    private void completePurchases(Collection<Movement> movements) {
        List<Movement> told = of(Kind.PURCHASE, movements);
        if (told.isEmpty()) return;
        List<UUID> pending = jdbc.sql(
                        """
                        select p.id from unnest(:causes::uuid[], :payees::text[], :merchants::uuid[], :amounts::bigint[])
                            m(cause, payee, merchant, amount)
                        join payment p on p.id = m.cause join wallet w on w.id = p.wallet
                        where p.state = 'pending' and w.payee_ref = m.payee and p.merchant = m.merchant
                        and p.amount_satang = m.amount order by p.id
                        """)
                .param("causes", ids(told, Movement::cause))
                .param("payees", told.stream().map(Movement::payeeRef).toArray(String[]::new))
                .param("merchants", ids(told, Movement::merchant))
                .param("amounts", told.stream().map(Movement::amountSatang).toArray(Long[]::new))
                .query(UUID.class)
                .list();
        for (UUID payment : pending) {
            try {
                nested.executeWithoutResult(status -> payments.complete(payment));
            } catch (Books.InsufficientBalanceException e) {
                LOG.warn("Payment {} waits: {}", payment, e.getMessage());
            }
        }
    }

    private static List<Movement> of(Kind kind, Collection<Movement> movements) {
        return movements.stream().filter(movement -> movement.kind() == kind).toList();
    }

    private static UUID[] ids(List<Movement> told, Function<Movement, @Nullable UUID> id) {
        return told.stream().map(id).toArray(UUID[]::new);
    }

    private static @Nullable UUID deposit(Movement movement) {
        return movement.merchant() == null ? null : ShopAccounts.deposit(movement.merchant());
    }

    private static UUID merchant(Movement movement) {
        return Objects.requireNonNull(movement.merchant());
    }
}
