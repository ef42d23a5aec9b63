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
import org.jspecify.annotations.Nullable;
import org.namjai.platform.payment.PaymentStore.Stored;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Says everything that speaks against a purchase, but for what only the books and the limits' counters know. */
@Component
class PaymentJudge {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    private final SpendingRules rules;
    private final LimitRules limitRules;
    private final SpendingUse use;
    private final Clock clock;
    private final LoadingCache<ProgrammeId, Optional<Programme>> programmes;

    PaymentJudge(
            Programmes programmes,
            SpendingRules rules,
            LimitRules limitRules,
            SpendingUse use,
            Clock clock,
            @Value("${namjai.payments.facts-age:1s}") Duration factsAge) {
        this.rules = rules;
        this.limitRules = limitRules;
        this.use = use;
        this.clock = clock;
        this.programmes = Caffeine.newBuilder()
                .expireAfterWrite(factsAge)
                .maximumSize(1_000)
                .build(programmes::find);
    }

    Purchase judge(PaymentOrder order, Known known) {
        Payer payer = known.payer();
        RegisteredMerchant merchant = known.merchant();
        if (payer != null && merchant != null) return judge(order, known, payer, merchant);
        var refusals = new ArrayList<Refusal>();
        if (payer == null) refusals.add(Refusals.UNKNOWN_WALLET);
        if (merchant == null) refusals.add(Refusals.UNKNOWN_MERCHANT);
        Integer round = payer == null ? null : payer.round();
        return new Purchase(new Stored(order, round, false, null, refusals, null), List.of());
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
        boolean away = !payerDistrict.equals(merchant.merchant().district());
        return new Purchase(new Stored(order, payer.round(), away, judgement.decidedBy(), refusals, null), limits);
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
}
