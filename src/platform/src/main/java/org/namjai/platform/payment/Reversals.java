package org.namjai.platform.payment;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Transfer;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.account.Transfers;
import org.namjai.platform.payment.ReversalRules.Ruling;
import org.namjai.platform.payment.ReversalStore.Purchase;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Money of a sale given back by the merchant's participant: whole or in part, once, while it is not settled. */
@Service
public class Reversals {
    private static final int FIRST_ROUND = 1;

    /** Who decided, where no table did. */
    private static final String PEOPLE = "payment-case";

    private static final Reason NOT_AUTHORISED = new Reason(
            "payment-not-authorised",
            "รายการนี้ไม่ได้รับอนุมัติ จึงไม่มีเงินให้คืน",
            "The payment was refused: nothing was paid.");
    private static final Reason REVERSED_BEFORE =
            new Reason("already-reversed", "รายการนี้คืนเงินไปแล้ว", "The payment was reversed before.");
    private static final Reason MORE_THAN_PAID =
            new Reason("more-than-paid", "ยอดคืนเงินมากกว่ายอดที่ชำระ", "More would be given back than was paid.");
    private static final Reason SETTLED = new Reason(
            "already-settled",
            "ชำระให้ธนาคารของร้านค้าแล้ว",
            "The payment is settled with the merchant’s participant.");

    private final ReversalStore store;
    private final ReversalRules rules;
    private final SettlementMarks marks;
    private final Transfers transfers;
    private final Books books;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Reversals(
            ReversalStore store,
            ReversalRules rules,
            SettlementMarks marks,
            Transfers transfers,
            Books books,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.rules = rules;
        this.marks = marks;
        this.transfers = transfers;
        this.books = books;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Gives the money back when nothing speaks against it; otherwise every reason at once, and nothing is kept. */
    public ReversalAnswer reverse(ReversalOrder order) {
        return Objects.requireNonNull(transaction.execute(status -> {
            ReversalAnswer answer = store.lock(order.payment(), order.participant())
                    .map(purchase -> reverse(order, purchase))
                    .orElseGet(ReversalAnswer.UnknownPayment::new);
            if (!(answer instanceof ReversalAnswer.Decided decided)
                    || !decided.reasons().isEmpty()) {
                status.setRollbackOnly();
            }
            return answer;
        }));
    }

    private ReversalAnswer reverse(ReversalOrder order, Purchase purchase) {
        Optional<ReversalOrder> first = store.find(order.id());
        if (first.isPresent()) {
            return first.get().equals(order)
                    ? new ReversalAnswer.Decided(order, List.of())
                    : new ReversalAnswer.KeyReused();
        }
        if (!purchase.authorised()) {
            return new ReversalAnswer.Decided(order, List.of(NOT_AUTHORISED));
        }
        Ruling ruling = rules.judge(purchase.chain().programme(), purchase.decidedBy(), facts(order, purchase));
        var reasons = new ArrayList<>(against(order, purchase));
        reasons.addAll(ruling.reasons());
        if (reasons.isEmpty() && !book(order, purchase, Objects.requireNonNull(ruling.decidedBy()))) {
            return new ReversalAnswer.KeyReused();
        }
        return new ReversalAnswer.Decided(order, reasons);
    }

    private ReversalFacts facts(ReversalOrder order, Purchase purchase) {
        return new ReversalFacts(
                Duration.between(purchase.askedAt(), clock.instant()).toMinutes(),
                Objects.requireNonNullElse(purchase.round(), FIRST_ROUND),
                order.amountSatang(),
                purchase.amountSatang());
    }

    /** What holds for every programme. */
    private List<Reason> against(ReversalOrder order, Purchase purchase) {
        var reasons = new ArrayList<Reason>();
        if (store.isReversed(purchase.id())) {
            reasons.add(REVERSED_BEFORE);
        }
        if (order.amountSatang() > purchase.amountSatang()) {
            reasons.add(MORE_THAN_PAID);
        }
        Transfer booked = transfers.find(purchaseKey(purchase)).orElseThrow();
        if (!marks.holdsUnsettled(purchase.chain(), booked.number())) {
            reasons.add(SETTLED);
        }
        return reasons;
    }

    /**
     * Gives the whole payment back because people decided so, whatever the rules' time: once, while it is not settled. In
     * the caller's transaction.
     *
     * @param decision makes it repeat-safe
     * @return why it cannot be; empty when the money has moved
     */
    public List<Reason> grant(UUID payment, UUID decision, String why) {
        Purchase purchase = store.lock(payment).orElseThrow();
        if (store.find(decision).isPresent()) {
            return List.of();
        }
        if (!purchase.authorised()) {
            return List.of(NOT_AUTHORISED);
        }
        var order = new ReversalOrder(
                decision,
                payment,
                purchase.merchantParticipant(),
                purchase.amountSatang(),
                why.substring(0, Math.min(why.length(), ReversalOrder.LONGEST_REASON)));
        List<Reason> reasons = against(order, purchase);
        if (reasons.isEmpty()) {
            book(order, purchase, PEOPLE);
        }
        return reasons;
    }

    /** Its cause is the payment, by which the payer's bank knows what is reversed. */
    private boolean book(ReversalOrder order, Purchase purchase, String decidedBy) {
        var reversal = TransferOrder.of(
                        "reverse/" + order.id(),
                        TransferKind.REVERSE,
                        AccountRef.merchant(purchase.chain().programme(), purchase.merchant()),
                        AccountRef.wallet(
                                purchase.chain().programme(), purchase.chain().participant(), purchase.payer()),
                        order.amountSatang())
                .at(purchase.chain().participant())
                .about(purchase.payer())
                .with(purchase.merchant())
                .because(purchase.id())
                .following(purchaseKey(purchase));
        if (!store.write(order, decidedBy)) {
            return false;
        }
        books.post(List.of(reversal)).orThrow();
        return true;
    }

    private static String purchaseKey(Purchase purchase) {
        return "purchase/" + purchase.id();
    }
}
