package org.namjai.bank.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.namjai.bank.ledger.Movement;
import org.namjai.bank.ledger.Movement.Kind;
import org.namjai.bank.ledger.OwnBooks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this bank's books say about a ledger page: one statement for each kind, however many rows the page has. */
@Component
class BooksForReview implements OwnBooks {
    /** Of each kind, what must be in the books; {@code m} is the movement. */
    private static final Map<Kind, String> AGREEING = Map.of(
            // The state books an instruction before it sends it: one that is still on its way claims nothing of us.
            Kind.DISBURSE,
            "left join disbursement d on d.id = m.cause"
                    + " where d.id is null or (d.payee_ref = m.payee and d.amount_satang = m.amount)",
            Kind.CONFIRM,
            "join disbursement d on d.id = m.cause"
                    + " where d.payee_ref = m.payee and d.amount_satang = m.amount and d.outcome = 'credited'",
            Kind.CANCEL,
            "join disbursement d on d.id = m.cause"
                    + " where d.payee_ref = m.payee and d.amount_satang = m.amount and d.outcome = 'refused'",
            Kind.PURCHASE,
            "join payment p on p.id = m.cause join wallet w on w.id = p.wallet"
                    + " where w.payee_ref = m.payee and p.merchant = m.merchant and p.amount_satang = m.amount"
                    + " and p.state <> 'refused'",
            Kind.REVERSE,
            "join payment_reversal r on r.payment = m.cause join payment p on p.id = r.payment join wallet w on w.id = p.wallet"
                    + " where w.payee_ref = m.payee and p.merchant = m.merchant and r.amount_satang = m.amount",
            Kind.SETTLE,
            "join settlement s on s.id = m.cause where s.merchant = m.merchant and s.amount_satang = m.amount",
            Kind.RECEIVE,
            "join merchant_receipt r on r.id = m.cause join wallet w on w.id = r.credited"
                    + " where w.payee_ref = m.payee and r.merchant = m.merchant and r.amount_satang = m.amount",
            Kind.CASHOUT,
            "join merchant_receipt r on r.id = m.cause join book_account a on a.id = r.credited and a.kind = 'deposit'"
                    + " where r.merchant = m.merchant and r.amount_satang = m.amount",
            Kind.RETURN,
            "join wallet_return r on r.id = m.cause join wallet w on w.id = r.wallet"
                    + " where w.payee_ref = m.payee and r.amount_satang = m.amount");

    private final JdbcClient jdbc;
    private final ToldMovements told;

    BooksForReview(JdbcClient jdbc, ToldMovements told) {
        this.jdbc = jdbc;
        this.told = told;
    }

    @Override
    public void book(String programme, Collection<Movement> movements) {
        told.book(programme, movements);
    }

    @Override
    public Set<Movement> agreeing(Collection<Movement> movements) {
        var byKind = new EnumMap<Kind, List<Movement>>(Kind.class);
        movements.forEach(movement -> byKind.computeIfAbsent(movement.kind(), kind -> new ArrayList<>())
                .add(movement));
        var agreeing = new HashSet<Movement>();
        byKind.forEach((kind, asked) -> agreeing.addAll(agreeing(kind, asked)));
        return agreeing;
    }

    private List<Movement> agreeing(Kind kind, List<Movement> asked) {
        List<Integer> found = jdbc.sql(
                        """
                        select m.place from unnest(?::uuid[], ?::text[], ?::uuid[], ?::bigint[])
                            with ordinality m(cause, payee, merchant, amount, place)
                        """
                                + AGREEING.get(kind))
                .params(
                        asked.stream().map(Movement::cause).toArray(UUID[]::new),
                        asked.stream().map(Movement::payeeRef).toArray(String[]::new),
                        asked.stream().map(Movement::merchant).toArray(UUID[]::new),
                        asked.stream().map(Movement::amountSatang).toArray(Long[]::new))
                .query(Integer.class)
                .list();
        return found.stream().map(place -> asked.get(place - 1)).toList();
    }
}
