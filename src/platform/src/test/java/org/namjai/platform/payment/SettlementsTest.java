package org.namjai.platform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.BooksProof;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.beans.factory.annotation.Autowired;

class SettlementsTest extends DomainSlice {
    private static final long BALANCE = 100_000;

    @Autowired
    private Settlements settlements;

    @Autowired
    private Reversals reversals;

    @Autowired
    private Merchants merchants;

    @Autowired
    private BooksProof proof;

    @Autowired
    private TestShopping shopping;

    private TestShopping.Person payer = TestShopping.NOBODY;
    private UUID here = UUID.randomUUID();
    private UUID there = UUID.randomUUID();

    @BeforeEach
    void everythingBeforeIsSettled() {
        shopping.settleAll();
        payer = shopping.personWith(BALANCE);
        here = shopping.shop(BUA);
        there = shopping.shop(KHAOHOM);
    }

    @Test
    void receipts_becomeTheShopsWalletsAtTheirOwnParticipants_andNetsSumToZero() {
        shopping.buys(payer, here, 1_000);
        shopping.buys(payer, there, 2_000);
        UUID reversed = shopping.buys(payer, there, 400);
        reversals.reverse(new ReversalOrder(UUID.randomUUID(), reversed, KHAOHOM, 100, "สินค้าหมด"));

        SettlementCycle cycle = settleAll();

        assertThat(shopping.balance(here, BUA)).isEqualTo(1_000);
        assertThat(shopping.balance(there, KHAOHOM)).isEqualTo(2_300);
        assertThat(shopping.receipts(there)).isZero();
        assertThat(settlements.positions(cycle))
                .containsExactly(new NetPosition(BUA, 3_300, 1_000, 0), new NetPosition(KHAOHOM, 0, 2_300, 0));
        assertThat(settlements.positions(cycle).stream()
                        .mapToLong(NetPosition::netSatang)
                        .sum())
                .isZero();
        assertThat(settlements.isComplete(PROGRAMME)).isTrue();
        assertThatTheBooksAreRight();
    }

    @Test
    void shopThatSpends_isARoundOfItsOwn_paidOutInCashWhenTheRulesAllowIt() {
        shopping.buys(payer, there, 5_000);
        settleAll();
        UUID taxed = UUID.randomUUID();
        var vat = new Tax(Tax.Status.VAT, 2015, List.of(2022, 2023));
        merchants.register(
                new Merchant(taxed, BUA, "ร้านส่ง", "small-shop", "1001", List.of("food"), vat, true),
                RegisteredMerchant.State.ACTIVE);
        shopping.spends(there, KHAOHOM, taxed, 3_000);
        shopping.buys(payer, taxed, 700);
        long paid = cash();

        SettlementCycle cycle = settleAll();

        assertThat(shopping.balance(there, KHAOHOM)).isEqualTo(2_000);
        assertThat(shopping.balance(taxed, BUA))
                .as("round 1 stays in the scheme")
                .isEqualTo(700);
        assertThat(cash() - paid).as("round 2 is paid out").isEqualTo(3_000);
        assertThat(settlements.positions(cycle))
                .containsExactly(new NetPosition(BUA, 700, 3_700, 3_000), new NetPosition(KHAOHOM, 3_000, 0, 0));
        assertThatTheBooksAreRight();
    }

    @Test
    void wholePurchaseReversed_isNoItem_andNothingReceivedIsNoCycle() {
        UUID reversed = shopping.buys(payer, here, 400);
        reversals.reverse(new ReversalOrder(UUID.randomUUID(), reversed, BUA, 400, "สินค้าหมด"));

        assertThat(settlements.open(PROGRAMME)).isEmpty();
        assertThat(settlements.isComplete(PROGRAMME)).isTrue();
    }

    @Test
    void takenUpByManyAtOnce_aCycleSettlesOnce() throws Exception {
        for (int i = 0; i < 20; i++) shopping.buys(payer, shopping.shop(i % 2 == 0 ? BUA : KHAOHOM), 100 + i);
        var threads = Executors.newFixedThreadPool(6);
        List<Future<UUID>> cycles = new ArrayList<>();
        UUID first = settlements.open(PROGRAMME).orElseThrow().id();
        for (int i = 0; i < 6; i++) {
            cycles.add(threads.submit(() -> {
                UUID cycle =
                        settlements.open(PROGRAMME).map(SettlementCycle::id).orElse(first);
                while (settlements.step(cycle)) {
                    // The next set.
                }
                return cycle;
            }));
        }
        for (Future<UUID> cycle : cycles) assertThat(cycle.get()).isEqualTo(first);
        threads.shutdown();

        var items = jdbc.sql("select count(*) from settlement_item where cycle = ? and state = 'received'")
                .param(first)
                .query(Long.class)
                .single();
        assertThat(items).isEqualTo(20);
        assertThatTheBooksAreRight();
    }

    @Test
    void killedInTheMiddleOfAnyStep_goesOnWhereItStood() {
        shopping.buys(payer, here, 1_000);
        shopping.buys(payer, there, 2_000);
        killed(() -> assertThat(settlements.open(PROGRAMME)).isPresent());
        SettlementCycle cycle = settlements.open(PROGRAMME).orElseThrow();
        boolean more = true;
        while (more) {
            killed(() -> settlements.step(cycle.id()));
            more = settlements.step(cycle.id());
        }

        assertThat(shopping.balance(here, BUA)).isEqualTo(1_000);
        assertThat(shopping.balance(there, KHAOHOM)).isEqualTo(2_000);
        assertThat(settlements.step(cycle.id())).isFalse();
        assertThatTheBooksAreRight();
    }

    @Test
    void purchasesAndReversalsGoOnBesideCycles_andEverySatangIsSettledOnce() throws Exception {
        var random = new Random(7);
        List<UUID> shops = List.of(here, there, shopping.shop(KHAOHOM));
        Map<UUID, Long> received = new HashMap<>();
        var done = new AtomicBoolean();
        var settling = Executors.newSingleThreadExecutor();
        Future<?> cycles = settling.submit(() -> {
            while (!done.get()) shopping.settleAll();
        });
        for (int i = 0; i < 60; i++) {
            UUID shop = shops.get(random.nextInt(shops.size()));
            long satang = 1 + random.nextInt(500);
            UUID payment = shopping.buys(payer, shop, satang);
            ParticipantId bank = shop.equals(here) ? BUA : KHAOHOM;
            var order = new ReversalOrder(UUID.randomUUID(), payment, bank, 1 + random.nextInt((int) satang), "คืน");
            boolean reversed = random.nextBoolean()
                    && ((ReversalAnswer.Decided) reversals.reverse(order))
                            .reasons()
                            .isEmpty();
            received.merge(shop, satang - (reversed ? order.amountSatang() : 0), Long::sum);
        }
        done.set(true);
        cycles.get();
        settling.shutdown();
        shopping.settleAll();

        received.forEach((shop, satang) -> {
            assertThat(shopping.receipts(shop)).isZero();
            assertThat(shopping.balance(shop, shop.equals(here) ? BUA : KHAOHOM))
                    .isEqualTo(satang);
        });
        assertThat(shopping.balance(payer))
                .isEqualTo(BALANCE
                        - received.values().stream().mapToLong(Long::longValue).sum());
        assertThatTheBooksAreRight();
    }

    @Test
    void report_showsAllToOperators_andAParticipantItsOwn() throws Exception {
        shopping.buys(payer, there, 2_000);
        SettlementCycle cycle = settleAll();

        mvc.perform(get("/api/v1/settlements/{id}", cycle.id()).with(role("operator")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.finishedAt").isNotEmpty())
                .andExpect(jsonPath("$.positions.length()").value(2))
                .andExpect(jsonPath("$.positions[0].netSatang").value(-2_000))
                .andExpect(jsonPath("$.positions[1].netSatang").value(2_000));
        mvc.perform(get("/api/v1/settlements/{id}", cycle.id()).with(participant(KHAOHOM)))
                .andExpect(jsonPath("$.positions.length()").value(1))
                .andExpect(jsonPath("$.positions[0].participant").value("khaohom"));
        mvc.perform(get("/api/v1/settlements/{id}", cycle.id()).with(participant(new ParticipantId("nobody"))))
                .andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/settlements")
                        .param("programme", "digital-wallet")
                        .with(role("auditor")))
                .andExpect(jsonPath("$[0].id").value(cycle.id().toString()));
        mvc.perform(get("/api/v1/settlements")
                        .param("programme", "Digital Wallet")
                        .with(role("auditor")))
                .andExpect(status().isBadRequest());
        mvc.perform(get("/api/v1/settlements/{id}", cycle.id()).with(role("citizen")))
                .andExpect(status().isForbidden());
    }

    private long cash() {
        return books.balance(AccountRef.paid(PROGRAMME, BUA)).orElse(0L);
    }

    private SettlementCycle settleAll() {
        shopping.settleAll();
        return settlements.newest(PROGRAMME, 1).get(0);
    }

    /** Everything it did is undone at its last line. */
    private void killed(Runnable step) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    step.run();
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
    }

    private void assertThatTheBooksAreRight() {
        assertThat(proof.prove(step -> {}).finding()).isEmpty();
    }
}
