package org.namjai.platform.payment;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Authorises purchases. */
@Service
public class Payments {
    private static final int FIRST_ROUND = 1;

    private static final Refusal UNKNOWN_WALLET = new Refusal(
            "payer",
            new Reason(
                    "unknown-wallet",
                    "ไม่พบกระเป๋าเงินนี้ของผู้จ่ายในโครงการ",
                    "The payer has no such wallet in this programme."));
    private static final Refusal UNKNOWN_MERCHANT =
            new Refusal("payee", new Reason("unknown-merchant", "ไม่พบร้านค้านี้", "There is no such merchant."));
    private static final Refusal INSUFFICIENT_BALANCE = new Refusal(
            "payer",
            new Reason("insufficient-balance", "ยอดเงินคงเหลือไม่พอ", "The wallet holds less than the amount."));

    private final PaymentStore store;
    private final Wallets wallets;
    private final Merchants merchants;
    private final Programmes programmes;
    private final SpendingRules rules;
    private final Books books;
    private final Clock clock;

    Payments(
            PaymentStore store,
            Wallets wallets,
            Merchants merchants,
            Programmes programmes,
            SpendingRules rules,
            Books books,
            Clock clock) {
        this.store = store;
        this.wallets = wallets;
        this.merchants = merchants;
        this.programmes = programmes;
        this.rules = rules;
        this.books = books;
        this.clock = clock;
    }

    /** Takes the amount out of the wallet when nothing speaks against it; otherwise gives every reason at once. */
    @Transactional
    public Authorisation authorise(PaymentOrder order) {
        if (!store.insert(order)) {
            return repeated(order);
        }
        List<Refusal> refusals = refusals(order);
        store.decide(order.id(), refusals);
        return new Authorisation.Decided(order.id(), refusals);
    }

    private Authorisation repeated(PaymentOrder order) {
        PaymentStore.Stored first = store.get(order.id());
        if (!first.order().participant().equals(order.participant())) {
            return new Authorisation.IdTaken();
        }
        return first.order().equals(order)
                ? new Authorisation.Decided(order.id(), first.refusals())
                : new Authorisation.KeyReused();
    }

    private List<Refusal> refusals(PaymentOrder order) {
        Optional<String> payerDistrict = wallets.district(order);
        Optional<Merchant> merchant = merchants.find(order.merchantId());
        var refusals = new ArrayList<Refusal>();
        if (payerDistrict.isEmpty()) {
            refusals.add(UNKNOWN_WALLET);
        }
        if (merchant.isEmpty()) {
            refusals.add(UNKNOWN_MERCHANT);
        }
        if (!refusals.isEmpty()) {
            return refusals;
        }
        refusals.addAll(rules.refusals(order.programme(), facts(order, payerDistrict.get(), merchant.get())));
        if (!(refusals.isEmpty() ? take(order) : covers(order))) {
            refusals.add(INSUFFICIENT_BALANCE);
        }
        return refusals;
    }

    private SpendingFacts facts(PaymentOrder order, String payerDistrict, Merchant merchant) {
        boolean windowOpen = programmes
                .find(order.programme())
                .filter(programme -> programme.isSpendable(clock.instant()))
                .isPresent();
        return new SpendingFacts(
                FIRST_ROUND,
                payerDistrict,
                merchant.district(),
                merchant.merchantClass(),
                order.goodsClass(),
                order.faceToFace(),
                windowOpen);
    }

    private boolean covers(PaymentOrder order) {
        return books.balance(wallet(order)).orElse(0L) >= order.amountSatang();
    }

    /** Posts the purchase; false when the wallet holds too little. */
    private boolean take(PaymentOrder order) {
        Posting.@Nullable Refusal refusal = post(order);
        if (refusal == Posting.Refusal.UNKNOWN_ACCOUNT) {
            // The merchant's first sale in this programme.
            books.open(AccountRef.merchant(order.programme(), order.merchantId()));
            refusal = post(order);
        }
        if (refusal != null && refusal != Posting.Refusal.INSUFFICIENT_BALANCE) {
            throw new IllegalStateException("the books refused purchase " + order.id() + ": " + refusal);
        }
        return refusal == null;
    }

    private Posting.@Nullable Refusal post(PaymentOrder order) {
        Posting posting = books.post(List.of(new TransferOrder(
                "purchase/" + order.id(),
                TransferKind.PURCHASE,
                wallet(order),
                AccountRef.merchant(order.programme(), order.merchantId()),
                order.amountSatang(),
                order.participant(),
                order.payer(),
                order.merchantId(),
                order.id())));
        return posting instanceof Posting.Refused refused ? refused.refusal() : null;
    }

    private static AccountRef wallet(PaymentOrder order) {
        return AccountRef.wallet(order.programme(), order.participant(), order.payer());
    }
}
