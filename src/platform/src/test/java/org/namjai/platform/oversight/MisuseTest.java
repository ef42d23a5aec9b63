package org.namjai.platform.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.EngineSlice;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.payment.TestShopping;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Misuse is found once, whenever the platform stops, and ordinary shopping is left alone. */
class MisuseTest extends EngineSlice {
    private static final long WALLET = 100_000;

    @Autowired
    private Misuse misuse;

    @Autowired
    private PaymentCases cases;

    @Autowired
    private TestShopping shopping;

    @Autowired
    private Participants participants;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    @Qualifier("misuseWatcher")
    private SmartLifecycle watcher;

    private final UUID shop = UUID.randomUUID();

    @BeforeEach
    void aShopAndNobodyWatchesBeside() {
        watcher.stop();
        join(TestShopping.KHAOHOM, "ธนาคารข้าวหอม", "Khaohom Bank");
        shopping.shop(shop, "small-shop", "1001");
    }

    @Test
    void burstOfEmptiedWallets_isOneCaseWithItsEvidence_howeverOftenItIsLookedAt() {
        burst(6, WALLET - 1_000);
        lookAtAll();
        lookAtAll();

        assertThat(patterns()).containsExactly("cash-for-discount");
        PaymentCase flagged = cases.list().stream()
                .filter(about -> shop.equals(about.merchant()))
                .findFirst()
                .orElseThrow();
        assertThat(flagged.evidence())
                .containsEntry("payments", 6L)
                .containsEntry("emptiedPayments", 6L)
                .containsEntry("payers", 6L)
                .containsEntry("daySatang", 6 * (WALLET - 1_000));
        assertThat(flagged.district()).isEqualTo("1001");
        assertThat(flagged.participants()).containsExactly(TestShopping.KHAOHOM);
    }

    @Test
    void ordinaryShopping_isLeftAlone() {
        burst(6, WALLET / 2);
        lookAtAll();

        assertThat(patterns()).isEmpty();
    }

    @Test
    void burstAtAShopFarAboveItsUsual_needsFewerOfThem() {
        burst(10, WALLET);
        jdbc.sql("update payment set left_satang = 100000 where id in"
                        + " (select id from payment where merchant_id = ? order by id limit 5)")
                .param(shop)
                .update();
        lookAtAll();
        assertThat(patterns()).as("five of ten at a new shop").isEmpty();
        jdbc.sql("update spending_use set past_days = 3, past_satang = 990000"
                        + " where id = md5(? || '/merchant/' || ?)::uuid")
                .params(TestShopping.PROGRAMME.value(), shop.toString())
                .update();

        lookAtAll();

        assertThat(patterns()).as("1,000,000 today, 330,000 usually").containsExactly("cash-for-discount");
    }

    @Test
    void crashBeforeTheLookIsKept_losesNoCaseAndMakesNoneTwice() {
        burst(5, WALLET);
        Instant before = watch(Duration.ofMinutes(4));
        MisuseRules dies = facts -> {
            if (facts.stream().anyMatch(of -> of.id().equals(shop.toString())))
                throw new IllegalStateException("killed");
            return facts.stream().map(of -> List.<MisuseRules.Flag>of()).toList();
        };
        Misuse killed = new Misuse(jdbc, dies, cases, Clock.systemUTC());

        assertThatThrownBy(() -> {
                    while (Boolean.TRUE.equals(own().execute(status -> killed.look()))) {
                        // Up to the burst.
                    }
                })
                .hasMessage("killed");
        assertThat(patterns()).isEmpty();
        assertThat(lookedUntil())
                .isAfterOrEqualTo(before)
                .isBefore(Instant.now().minusSeconds(60));

        while (misuse.look()) {
            // The new process goes on where the old one stopped.
        }
        assertThat(patterns()).containsExactly("cash-for-discount");
    }

    @Test
    void whileOneLooks_nobodyElseDoes() {
        burst(5, WALLET);
        Instant before = watch(Duration.ofMinutes(4));
        var another = new AtomicBoolean(true);
        Misuse one = new Misuse(
                jdbc,
                facts -> {
                    another.set(Boolean.TRUE.equals(own().execute(status -> misuse.look())));
                    return facts.stream().map(of -> List.<MisuseRules.Flag>of()).toList();
                },
                cases,
                Clock.systemUTC());

        Boolean looked = own().execute(status -> one.look());

        assertThat(looked).isTrue();
        assertThat(another).isFalse();
        assertThat(lookedUntil()).isAfter(before);
        assertThat(patterns()).isEmpty();
    }

    @Test
    void paymentWhoseTransactionIsStillOpen_isWaitedFor() {
        TestShopping.Person person = shopping.personWith(WALLET, "1001");
        UUID late = shopping.pays(person, shop, WALLET);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.sql("update payment set amount_satang = amount_satang where id = ?")
                    .param(late)
                    .update();
            watch(Duration.ofSeconds(150));
            assertThat(inAnHour().look()).as("it began after those minutes").isTrue();
            assertThat(inAnHour().look()).as("it may hold payments of these").isFalse();
        });
        assertThat(inAnHour().look()).isTrue();
    }

    /** Whose clock is an hour ahead: only the open transaction holds it back. */
    private Looking inAnHour() {
        Misuse later = new Misuse(
                jdbc,
                facts -> facts.stream().map(of -> List.<MisuseRules.Flag>of()).toList(),
                cases,
                Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
        return () -> Boolean.TRUE.equals(own().execute(status -> later.look()));
    }

    private interface Looking {
        boolean look();
    }

    @Test
    void sameAgain_isACaseOnceTheOneBeforeIsClosedLongEnough() {
        burst(5, WALLET);
        lookAtAll();
        jdbc.sql(
                        "update payment_case set state = 'closed', measure = 'dismiss', closed_at = now() where merchant_id = ?")
                .param(shop)
                .update();
        lookAtAll();
        assertThat(patterns()).hasSize(1);

        jdbc.sql("update payment_case set closed_at = now() - interval '11 minutes' where merchant_id = ?")
                .param(shop)
                .update();
        lookAtAll();
        assertThat(patterns()).hasSize(2);
    }

    @Test
    void onePayerAgainAndAgain_isFoundAmongManyWhoPayOnce() {
        TestShopping.Person person = shopping.personWith(WALLET, "1001");
        burst(3, 100);
        IntStream.range(0, 4).forEach(n -> shopping.pays(person, shop, 100));
        minutesAgo();
        lookAtAll();
        assertThat(patterns()).as("four times").isEmpty();

        shopping.pays(person, shop, 100);
        minutesAgo();
        lookAtAll();

        assertThat(patterns()).containsExactly("split-payments");
        assertThat(cases.list().stream().filter(about -> shop.equals(about.merchant())))
                .singleElement()
                .satisfies(about -> assertThat(about.evidence())
                        .containsEntry("payments", 8L)
                        .containsEntry("payers", 4L)
                        .containsEntry("paymentsOfOnePayer", 5L));
    }

    @Test
    void payerInShopsOfTwoProvinces_isACaseAboutThePayer() {
        TestShopping.Person person = shopping.personWith(WALLET, "1001");
        UUID other = shopping.shop(UUID.randomUUID(), "small-shop", "1001");
        shopping.pays(person, shop, 100);
        shopping.pays(person, other, 100);
        shopping.shop(other, "small-shop", "5001");
        // As if it had stood there when it was paid, in a programme that lets people pay in all districts.
        jdbc.sql("update payment set away = true where merchant_id = ?")
                .param(other)
                .update();
        minutesAgo();
        lookAtAll();

        assertThat(cases.list().stream().filter(about -> person.pseudonym().equals(about.payer())))
                .singleElement()
                .satisfies(about -> {
                    assertThat(about.reason().code()).isEqualTo("distant-places");
                    assertThat(about.participants()).containsExactly(TestShopping.BUA);
                });
        assertThat(patterns()).isEmpty();
    }

    @Test
    void eachLook_findsItsPaymentsByTheirTime() {
        for (String sql : List.of(Misuse.SHOPS, Misuse.AGAIN, Misuse.TRAVELLERS, Misuse.PAYERS_OF)) {
            List<String> plan = new TransactionTemplate(transactions).execute(status -> {
                jdbc.sql("set local enable_seqscan = off").update();
                return jdbc.sql("explain " + sql)
                        .param("window", Instant.now().minusSeconds(600).atOffset(ZoneOffset.UTC))
                        .param("from", Instant.now().minusSeconds(60).atOffset(ZoneOffset.UTC))
                        .param("to", Instant.now().atOffset(ZoneOffset.UTC))
                        .param("day", LocalDate.now(ZoneOffset.UTC))
                        .param("programmes", new String[] {TestShopping.PROGRAMME.value()})
                        .param("merchants", new String[] {shop.toString()})
                        .query(String.class)
                        .list();
            });
            assertThat(plan).anyMatch(line -> line.contains("payment_asked_at"));
        }
    }

    /** As many people buy for so much each. */
    private void burst(int payers, long satang) {
        IntStream.range(0, payers)
                .mapToObj(n -> shopping.personWith(WALLET, "1001"))
                .forEach(person -> shopping.pays(person, shop, satang));
        minutesAgo();
    }

    private void minutesAgo() {
        jdbc.sql(
                        "update payment set asked_at = now() - interval '150 seconds' where asked_at > now() - interval '60 seconds'")
                .update();
    }

    private void lookAtAll() {
        watch(Duration.ofMinutes(4));
        while (misuse.look()) {
            // Two minutes a turn.
        }
    }

    private Instant watch(Duration ago) {
        // PostgreSQL keeps microseconds.
        Instant until = Instant.now().minus(ago).truncatedTo(ChronoUnit.MICROS);
        own().executeWithoutResult(status -> jdbc.sql("update misuse_watch set looked_until = ?")
                .param(until.atOffset(ZoneOffset.UTC))
                .update());
        return until;
    }

    private Instant lookedUntil() {
        return jdbc.sql("select looked_until from misuse_watch")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private TransactionTemplate own() {
        var own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return own;
    }

    private List<String> patterns() {
        return jdbc.sql("select pattern from payment_case where merchant_id = ? order by opened_at")
                .param(shop)
                .query(String.class)
                .list();
    }
}
