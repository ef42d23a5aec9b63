package org.namjai.platform.payment;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.GroupPosting;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.payment.PaymentStore.Stored;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.GroupCommit;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Authorises purchases. */
@Service
public class Payments {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    private final PaymentStore store;
    private final SpendingRules rules;
    private final LimitRules limitRules;
    private final SpendingUse use;
    private final Books books;
    private final GroupCommit<PaymentOrder, Known> lookUps;
    private final GroupCommit<Stored, Stored> refusals;
    private final GroupPosting<Purchase> purchases;
    private final Clock clock;
    private final LoadingCache<ProgrammeId, Optional<Programme>> programmes;

    Payments(
            PaymentStore store,
            Programmes programmes,
            SpendingRules rules,
            LimitRules limitRules,
            SpendingUse use,
            Books books,
            GroupCommit<PaymentOrder, Known> lookUps,
            GroupCommit<Stored, Stored> refusals,
            GroupPosting<Purchase> purchases,
            Clock clock,
            @Value("${namjai.payments.facts-age:1s}") Duration factsAge) {
        this.store = store;
        this.rules = rules;
        this.limitRules = limitRules;
        this.use = use;
        this.books = books;
        this.lookUps = lookUps;
        this.refusals = refusals;
        this.purchases = purchases;
        this.clock = clock;
        this.programmes = Caffeine.newBuilder()
                .expireAfterWrite(factsAge)
                .maximumSize(1_000)
                .build(programmes::find);
    }

    /** Takes the amount out of the wallet when nothing speaks against it; otherwise gives every reason at once. */
    public Authorisation authorise(PaymentOrder order) {
        Optional<CompletableFuture<Known>> asked = lookUps.submit(order);
        if (asked.isEmpty()) {
            return new Authorisation.Busy();
        }
        Known known = answer(asked.get());
        if (known.first() != null) {
            return repeated(order, known.first());
        }
        Purchase judged = judge(order, known);
        try {
            return judged.payment().refusals().isEmpty() ? take(judged) : refuse(judged.payment());
        } catch (PaymentIdTakenException e) {
            return repeated(order, store.find(order.id()).orElseThrow(() -> e));
        } catch (QrPaidException e) {
            return refuse(judged.payment().refused(List.of(Refusals.QR_PAID)));
        } catch (LimitReachedException e) {
            return refuse(judged.payment().refused(e.refusals()));
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
        Optional<CompletableFuture<Stored>> kept = refusals.submit(judged);
        if (kept.isEmpty()) {
            return new Authorisation.Busy();
        }
        answer(kept.get());
        return new Authorisation.Decided(judged.order().id(), judged.refusals());
    }

    private Purchase judge(PaymentOrder order, Known known) {
        Payer payer = known.payer();
        RegisteredMerchant merchant = known.merchant();
        if (payer != null && merchant != null) return judge(order, known, payer, merchant);
        var refusals = new ArrayList<Refusal>();
        if (payer == null) refusals.add(Refusals.UNKNOWN_WALLET);
        if (merchant == null) refusals.add(Refusals.UNKNOWN_MERCHANT);
        return new Purchase(new Stored(order, payer == null ? null : payer.round(), null, refusals), List.of());
    }

    private Purchase judge(PaymentOrder order, Known known, Payer payer, RegisteredMerchant merchant) {
        Optional<RegisteredMerchant> shop = Optional.ofNullable(known.shop());
        var refusals = new ArrayList<Refusal>();
        shop.flatMap(paying -> Refusals.ofState("payer", paying)).ifPresent(refusals::add);
        Refusals.ofState("payee", merchant).ifPresent(refusals::add);
        ofQr(order, known).ifPresent(refusals::add);
        String payerDistrict = shop.map(paying -> paying.merchant().district()).orElse(payer.district());
        Judgement judgement =
                rules.judge(order.programme(), facts(order, payer.round(), payerDistrict, merchant.merchant()));
        refusals.addAll(judgement.refusals());
        List<SpendingLimit> limits = limitRules.limits(
                order.programme(), payer.round(), merchant.merchant().merchantClass());
        refusals.addAll(use.refusals(order, limits));
        // The books decide when all else is well; here it only completes the list.
        if (!refusals.isEmpty() && !covers(order)) {
            refusals.add(Refusals.INSUFFICIENT_BALANCE);
        }
        return new Purchase(new Stored(order, payer.round(), judgement.decidedBy(), refusals), limits);
    }

    private Optional<Refusal> ofQr(PaymentOrder order, Known known) {
        if (order.qrLabel() == null) return Optional.empty();
        if (known.isQrPaid()) return Optional.of(Refusals.QR_PAID);
        return clock.instant().isBefore(MerchantQrs.end(order.qrLabel()))
                ? Optional.empty()
                : Optional.of(Refusals.QR_EXPIRED);
    }

    private SpendingFacts facts(PaymentOrder order, int round, String payerDistrict, Merchant merchant) {
        Instant now = clock.instant();
        FaceToFace met = order.faceToFace();
        return new SpendingFacts(
                round,
                LocalDate.ofInstant(now, BANGKOK),
                isOpen(order.programme(), now),
                met != null && met.scannedInPerson(),
                met == null ? null : met.district(),
                minutesSince(met, now),
                payerDistrict,
                merchant.district(),
                merchant.merchantClass(),
                merchant.goods(),
                order.goodsClasses());
    }

    private static @Nullable Long minutesSince(@Nullable FaceToFace met, Instant now) {
        return met == null ? null : Duration.between(met.at(), now).toMinutes();
    }

    private boolean isOpen(ProgrammeId programme, Instant now) {
        return programmes.get(programme).filter(found -> found.isSpendable(now)).isPresent();
    }

    private boolean covers(PaymentOrder order) {
        return books.balance(wallet(order)).orElse(0L) >= order.amountSatang();
    }

    private Authorisation take(Purchase allowed) {
        PaymentOrder order = allowed.payment().order();
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
            return List.of(Refusals.INSUFFICIENT_BALANCE);
        }
        posting.orThrow();
        return List.of();
    }

    private Posting post(Purchase allowed) {
        PaymentOrder order = allowed.payment().order();
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
        return answer(purchases.submit(allowed, List.of(purchase)));
    }

    private static <A> A answer(CompletableFuture<A> group) {
        try {
            return group.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static AccountRef wallet(PaymentOrder order) {
        return AccountRef.wallet(order.programme(), order.participant(), order.payer());
    }
}
