package org.namjai.platform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.payment.Authorisation.Decided;
import org.namjai.platform.payment.PaymentStore.Stored;
import org.namjai.platform.payment.SpendingLimit.Period;
import org.namjai.platform.payment.SpendingLimit.Who;
import org.namjai.platform.shared.Reason;
import org.springframework.beans.factory.annotation.Autowired;

/** Limits hold exactly: on both sides, for two at once, and after a restart. */
class LimitsTest extends DomainSlice {
    private static final Instant NOON = Instant.parse("2026-03-02T05:00:30Z");

    @Autowired
    private Payments payments;

    @Autowired
    private TestShopping shopping;

    @SuppressWarnings("NullAway.Init") // made before each test
    private TestShopping.Person payer;

    private final UUID shop = UUID.randomUUID();

    @BeforeEach
    void somebodyWithMoneyAndAShop() {
        jdbc.sql("delete from spending_use").update(); // a participant's is everybody's
        payer = shopping.personWith(100_000, "1001");
        shopping.shop(shop, "small-shop", "1001");
    }

    @ParameterizedTest
    @CsvSource({
        "PAYER,       MINUTE, 3,    ,    true",
        "PAYER,       MINUTE, 4,    ,    false",
        "PAYER,       DAY,    ,     399, true",
        "PAYER,       DAY,    ,     400, false",
        "MERCHANT,    MINUTE, ,     399, true",
        "MERCHANT,    DAY,    4,    400, false",
        "PARTICIPANT, MINUTE, 3,    ,    true",
        "PARTICIPANT, DAY,    4,    ,    false",
    })
    void fourthPayment_isHeldAgainstWhatThreeBeforeItHaveUsed(
            Who who, Period period, @Nullable Long payments, @Nullable Long satang, boolean refused) {
        List<SpendingLimit> limits = List.of(limit(who, period, payments, satang));
        SpendingUse use = at(NOON);
        for (int i = 0; i < 3; i++) count(use, limits);

        if (refused) {
            assertThatThrownBy(() -> count(use, limits)).isInstanceOf(OvertakenException.class);
            assertThat(use.refusals(order(100), limits))
                    .as("known from then on")
                    .extracting(refusal -> refusal.reason().code())
                    .containsExactly("used-up");
        } else {
            count(use, limits);
        }
    }

    @Test
    void newMinuteAndDay_beginAnewAndThePastIsKept() {
        List<SpendingLimit> minute = List.of(limit(Who.PAYER, Period.MINUTE, 1L, null));
        List<SpendingLimit> day = List.of(limit(Who.PAYER, Period.DAY, 2L, null));
        count(at(NOON), minute);
        assertThatThrownBy(() -> count(at(NOON.plusSeconds(29)), minute)).isInstanceOf(OvertakenException.class);
        count(at(NOON.plusSeconds(30)), minute);
        Instant lastOfTheDay = Instant.parse("2026-03-02T16:59:59Z");
        assertThatThrownBy(() -> count(at(lastOfTheDay), day)).isInstanceOf(OvertakenException.class);
        count(at(lastOfTheDay.plusSeconds(1)), day);

        assertThat(jdbc.sql("select past_days || '/' || past_satang || '/' || day_satang from spending_use"
                                + " where id = md5(? || '/payer/' || ?)::uuid")
                        .params(
                                TestShopping.PROGRAMME.value(),
                                payer.pseudonym().value())
                        .query(String.class)
                        .single())
                .isEqualTo("1/200/100");
    }

    @Test
    void laterGroupOfAnEarlierMinute_forgetsNothing() {
        List<SpendingLimit> limits = List.of(limit(Who.PAYER, Period.MINUTE, 2L, null));
        count(at(NOON.plusSeconds(30)), limits);
        count(at(NOON), limits);

        assertThatThrownBy(() -> count(at(NOON.plusSeconds(31)), limits)).isInstanceOf(OvertakenException.class);
    }

    @Test
    void manyAtOnce_getExactlyWhatTheLimitLeaves() throws Exception {
        limits = List.of(limit(Who.PAYER, Period.DAY, 7L, null));
        var threads = Executors.newFixedThreadPool(10);
        Callable<Authorisation> pay = () -> payments.authorise(order(100)).join();
        List<Decided> answers = new ArrayList<>();
        try {
            for (var answer : threads.invokeAll(Collections.nCopies(40, pay))) answers.add((Decided) answer.get());
        } finally {
            threads.shutdownNow();
        }

        assertThat(answers).filteredOn(Decided::isAuthorised).hasSize(7);
        assertThat(answers).filteredOn(answer -> !answer.isAuthorised()).allSatisfy(answer -> assertThat(codes(answer))
                .containsExactly("used-up"));
        assertThat(shopping.balance(payer)).isEqualTo(100_000 - 700);
    }

    @Test
    void afterARestart_whatWasUsedStillCounts() {
        limits = List.of(limit(Who.MERCHANT, Period.DAY, null, 250L));
        assertThat(codes(payments.authorise(order(100)).join())).isEmpty();
        assertThat(codes(payments.authorise(order(100)).join())).isEmpty();

        SpendingUse restarted = new SpendingUse(jdbc, Clock.systemUTC());
        assertThatThrownBy(() -> count(restarted, limits)).isInstanceOf(OvertakenException.class);
        assertThat(codes(payments.authorise(order(51)).join())).containsExactly("used-up");
        assertThat(codes(payments.authorise(order(50)).join())).isEmpty();
    }

    @Test
    void refusedOrRepeatedPayment_usesNothing() {
        limits = List.of(limit(Who.PAYER, Period.DAY, 2L, null));
        PaymentOrder first = order(100);
        assertThat(codes(payments.authorise(first).join())).isEmpty();
        assertThat(codes(payments.authorise(first).join())).isEmpty();
        assertThat(codes(payments.authorise(order(100_000)).join())).containsExactly("insufficient-balance");

        assertThat(codes(payments.authorise(order(100)).join())).isEmpty();
        PaymentOrder over = order(100);
        assertThat(codes(payments.authorise(over).join())).containsExactly("used-up");
        limits = List.of();
        assertThat(codes(payments.authorise(over).join())).as("asked again").containsExactly("used-up");
    }

    private SpendingUse at(Instant now) {
        return new SpendingUse(jdbc, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void count(SpendingUse use, List<SpendingLimit> limits) {
        transaction.executeWithoutResult(status ->
                use.count(List.of(new Purchase(new Stored(order(100), 1, false, null, List.of(), null), limits))));
    }

    private PaymentOrder order(long satang) {
        return shopping.order(payer, shop, satang);
    }

    private static SpendingLimit limit(Who who, Period period, @Nullable Long payments, @Nullable Long satang) {
        return new SpendingLimit(
                who, period, payments, satang, new Refusal("payer", new Reason("used-up", "ครบแล้ว", "Used up.")));
    }

    private static List<String> codes(Authorisation answer) {
        return ((Decided) answer)
                .refusals().stream().map(refusal -> refusal.reason().code()).toList();
    }
}
