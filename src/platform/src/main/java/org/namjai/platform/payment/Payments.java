package org.namjai.platform.payment;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.GroupPosting;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.payment.PaymentStore.Stored;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Service;

/** Authorises purchases. */
@Service
public class Payments {
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
    private final GroupPosting<Stored> purchases;
    private final Clock clock;

    Payments(
            PaymentStore store,
            Wallets wallets,
            Merchants merchants,
            Programmes programmes,
            SpendingRules rules,
            Books books,
            GroupPosting<Stored> purchases,
            Clock clock) {
        this.store = store;
        this.wallets = wallets;
        this.merchants = merchants;
        this.programmes = programmes;
        this.rules = rules;
        this.books = books;
        this.purchases = purchases;
        this.clock = clock;
    }

    /** Takes the amount out of the wallet when nothing speaks against it; otherwise gives every reason at once. */
    public Authorisation authorise(PaymentOrder order) {
        Optional<Stored> first = store.find(order.id());
        if (first.isPresent()) {
            return repeated(order, first.get());
        }
        Stored judged = judge(order);
        try {
            return judged.refusals().isEmpty() ? take(judged) : refuse(judged);
        } catch (PaymentIdTakenException e) {
            return repeated(order, store.find(order.id()).orElseThrow(() -> e));
        }
    }

    private static Authorisation repeated(PaymentOrder order, Stored first) {
        if (!first.order().participant().equals(order.participant())) {
            return new Authorisation.IdTaken();
        }
        return first.order().equals(order)
                ? new Authorisation.Decided(order.id(), first.refusals())
                : new Authorisation.KeyReused();
    }

    private Authorisation refuse(Stored judged) {
        store.write(List.of(judged));
        return new Authorisation.Decided(judged.order().id(), judged.refusals());
    }

    private Stored judge(PaymentOrder order) {
        Optional<Payer> payer = wallets.payer(order);
        Optional<Merchant> merchant = merchants.find(order.merchantId());
        var refusals = new ArrayList<Refusal>();
        if (payer.isEmpty()) {
            refusals.add(UNKNOWN_WALLET);
        }
        if (merchant.isEmpty()) {
            refusals.add(UNKNOWN_MERCHANT);
        }
        if (!refusals.isEmpty()) {
            return new Stored(order, payer.map(Payer::round).orElse(null), null, refusals);
        }
        Judgement judgement = rules.judge(order.programme(), facts(order, payer.get(), merchant.get()));
        refusals.addAll(judgement.refusals());
        // The books decide when all else is well; here it only completes the list.
        if (!refusals.isEmpty() && !covers(order)) {
            refusals.add(INSUFFICIENT_BALANCE);
        }
        return new Stored(order, payer.get().round(), judgement.decidedBy(), refusals);
    }

    private SpendingFacts facts(PaymentOrder order, Payer payer, Merchant merchant) {
        boolean windowOpen = programmes
                .find(order.programme())
                .filter(programme -> programme.isSpendable(clock.instant()))
                .isPresent();
        return new SpendingFacts(
                payer.round(),
                payer.district(),
                merchant.district(),
                merchant.merchantClass(),
                order.goodsClass(),
                order.faceToFace(),
                windowOpen);
    }

    private boolean covers(PaymentOrder order) {
        return books.balance(wallet(order)).orElse(0L) >= order.amountSatang();
    }

    private Authorisation take(Stored allowed) {
        PaymentOrder order = allowed.order();
        Posting posting = post(allowed);
        if (isRefused(posting, Posting.Refusal.UNKNOWN_ACCOUNT)) {
            // The merchant's first sale in this programme.
            books.open(AccountRef.merchant(order.programme(), order.merchantId()));
            posting = post(allowed);
        }
        if (isRefused(posting, Posting.Refusal.BUSY)) {
            return new Authorisation.Busy();
        }
        if (isRefused(posting, Posting.Refusal.KEY_REUSED)) {
            throw new PaymentIdTakenException();
        }
        return new Authorisation.Decided(order.id(), refusals(posting));
    }

    private static boolean isRefused(Posting posting, Posting.Refusal refusal) {
        return posting instanceof Posting.Refused refused && refused.refusal() == refusal;
    }

    /** What the books' answer means for the payer. */
    static List<Refusal> refusals(Posting posting) {
        if (isRefused(posting, Posting.Refusal.INSUFFICIENT_BALANCE)) {
            return List.of(INSUFFICIENT_BALANCE);
        }
        posting.orThrow();
        return List.of();
    }

    private Posting post(Stored allowed) {
        PaymentOrder order = allowed.order();
        var purchase = TransferOrder.of(
                        "purchase/" + order.id(),
                        TransferKind.PURCHASE,
                        wallet(order),
                        AccountRef.merchant(order.programme(), order.merchantId()),
                        order.amountSatang())
                .at(order.participant())
                .about(order.payer())
                .with(order.merchantId())
                .because(order.id());
        try {
            return purchases.submit(allowed, List.of(purchase)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static AccountRef wallet(PaymentOrder order) {
        return AccountRef.wallet(order.programme(), order.participant(), order.payer());
    }
}
