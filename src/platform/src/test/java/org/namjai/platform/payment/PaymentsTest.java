package org.namjai.platform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.TestProgrammes;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.disbursement.WalletsCredited;
import org.namjai.platform.payment.Authorisation.Decided;
import org.namjai.platform.payment.Merchants.Actor;
import org.namjai.platform.payment.RegisteredMerchant.State;
import org.namjai.platform.privacy.People;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;

class PaymentsTest extends DomainSlice {
    private static final long BALANCE = 10_000;
    private static final FaceToFace MET = new FaceToFace(true, "1001", Instant.parse("2026-01-01T00:00:00Z"));

    @Autowired
    private Payments payments;

    @Autowired
    private Merchants merchants;

    @Autowired
    private MerchantQrs qrs;

    @Autowired
    private Wallets wallets;

    @Autowired
    private People people;

    private final UUID walletId = UUID.randomUUID();
    private final UUID shop = UUID.randomUUID();
    private Pseudonym payer = new Pseudonym("a".repeat(32));

    @BeforeEach
    void walletOf10000AtBuaAndAShopInTheSameDistrict() {
        payer = people.enter(somebody());
        wallets.on(new WalletsCredited(List.of(new WalletsCredited.Wallet(walletId, PROGRAMME, BUA, payer, "1001"))));
        merchants.register(TestMerchants.shop(shop, KHAOHOM, "1001"), State.ACTIVE);
        fill();
    }

    @Test
    void allowedPurchase_movesMoneyToTheMerchantOnce() {
        PaymentOrder order = order(2_500);

        assertThat(payments.authorise(order).join()).isEqualTo(new Decided(order.id(), List.of()));
        assertThat(payments.authorise(order).join()).isEqualTo(new Decided(order.id(), List.of()));

        assertThat(wallet()).isEqualTo(BALANCE - 2_500);
        assertThat(books.balance(AccountRef.merchant(PROGRAMME, shop))).contains(2_500L);
        assertThat(isAway(order)).isFalse();
    }

    private boolean isAway(PaymentOrder order) {
        return jdbc.sql("select away from payment where id = ?")
                .param(order.id())
                .query(Boolean.class)
                .single();
    }

    @Test
    void everyReason_isGivenAtOnce() {
        merchants.register(TestMerchants.shop(shop, KHAOHOM, "5001"), State.ACTIVE);
        TestProgrammes.spendable(
                proposals,
                PROGRAMME,
                new Programme.Window(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-01-02T00:00:00Z")));

        PaymentOrder order = order(BALANCE + 1);
        assertThat(codes(order)).containsExactly("other-district", "window-closed", "insufficient-balance");
        assertThat(wallet()).isEqualTo(BALANCE);
        assertThat(isAway(order)).isTrue();
    }

    @Test
    void shopThatSpends_paysInTheSecondRoundAtItsOwnBank() {
        Merchant wholesaler = TestMerchants.shop(UUID.randomUUID(), BUA, "1001");
        merchants.register(wholesaler, State.ACTIVE);
        payer = TestMerchants.shop(shop, KHAOHOM, "1001").subject();
        UUID till = UUID.randomUUID();
        jdbc.sql("insert into wallet (id, programme, participant, subject, district, opened_at, merchant)"
                        + " values (?, ?, ?, ?, ?, now(), ?)")
                .params(till, PROGRAMME.value(), KHAOHOM.value(), payer.value(), "1001", shop)
                .update();
        fill(KHAOHOM);

        PaymentOrder order = order(KHAOHOM, payer, till, wholesaler.id(), 100);

        assertThat(codes(order)).isEmpty();
        assertThat(jdbc.sql("select round || ' ' || decided_by from payment where id = ?")
                        .param(order.id())
                        .query(String.class)
                        .single())
                .isEqualTo("2 two-rules");
    }

    @Test
    void unknownMerchant_isRefused() {
        PaymentOrder order = order(BUA, payer, walletId, UUID.randomUUID(), 1);

        assertThat(codes(order)).containsExactly("unknown-merchant");
    }

    @Test
    void walletOfAnotherBankOrPerson_isUnknownToTheAsker() {
        PaymentOrder fromOtherBank = order(KHAOHOM, payer, walletId, shop, 1);
        PaymentOrder ofOtherPerson = order(BUA, people.enter(somebody()), walletId, shop, 1);

        assertThat(codes(fromOtherBank)).containsExactly("unknown-wallet");
        assertThat(codes(ofOtherPerson)).containsExactly("unknown-wallet");
        assertThat(wallet()).isEqualTo(BALANCE);
    }

    @Test
    void refusedPayment_staysRefusedWhenAskedAgainAfterTheMoneyCame() {
        PaymentOrder order = order(BALANCE + 1);
        assertThat(codes(order)).containsExactly("insufficient-balance");
        fill();

        assertThat(codes(order)).containsExactly("insufficient-balance");
        assertThat(wallet()).isEqualTo(2 * BALANCE);
    }

    @Test
    void walletDrainedByManyPaymentsAtOnce_givesExactlyWhatItHolds() throws Exception {
        List<Authorisation> answers =
                atOnce(100, call -> payments.authorise(order(BALANCE / 10)).join());

        assertThat(answers)
                .filteredOn(answer -> ((Decided) answer).isAuthorised())
                .hasSize(10);
        assertThat(wallet()).isZero();
    }

    @Test
    void samePaymentFromManyThreadsAtOnce_movesMoneyOnce() throws Exception {
        PaymentOrder order = order(100);

        List<Authorisation> answers =
                atOnce(50, call -> payments.authorise(order).join());

        assertThat(answers).allMatch(answer -> ((Decided) answer).isAuthorised());
        assertThat(wallet()).isEqualTo(BALANCE - 100);
    }

    @Test
    void overHttp_answersWithReasons_otherBodyIs422_otherBankIs409() throws Exception {
        UUID key = UUID.randomUUID();

        pay(BUA, key, body(BALANCE + 1))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(key.toString()))
                .andExpect(jsonPath("$.outcome").value("refused"))
                .andExpect(jsonPath("$.reasons[0].side").value("payer"))
                .andExpect(jsonPath("$.reasons[0].code").value("insufficient-balance"))
                .andExpect(jsonPath("$.reasons[0].th").isNotEmpty());
        pay(BUA, key, body(1)).andExpect(status().isUnprocessableEntity());
        pay(KHAOHOM, key, body(BALANCE + 1)).andExpect(status().isConflict());
        pay(BUA, UUID.randomUUID(), body(1))
                .andExpect(jsonPath("$.outcome").value("authorised"))
                .andExpect(jsonPath("$.reasons").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"amountSatang\":1 | \"amountSatang\":0 | amountSatang",
                "\"amountSatang\":1 | \"amountSatang\":-5 | amountSatang",
                "\"amountSatang\":1 | \"amountSatang\":1.5 | amountSatang",
                "\"amountSatang\":1 | \"amountSatang\":\"1\" | amountSatang",
                "\"amountSatang\":1 | \"amountSatang\":92233720368547758070 | amountSatang",
                "\"amountSatang\":1 | \"amountSatang\":1,\"x\":1 | x",
                "\"scannedInPerson\":true | \"scannedInPerson\":null | faceToFace.scannedInPerson",
                "\"district\":\"1001\" | \"district\":\"1099\" | faceToFace.district",
                "\"at\":\"2026-01-01T00:00:00Z\" | \"at\":\"noon\" | faceToFace.at",
                "\"at\":\"2026-01-01T00:00:00Z\" | \"at\":\"+9999-01-01T00:00:00Z\" | faceToFace.at",
                "[\"food\"] | [\"Food!\"] | goodsClasses",
                "[\"food\"] | [\"food\",\"food\"] | goodsClasses",
                "[\"food\"] | [null] | goodsClasses",
                "[\"food\"] | [] | goodsClasses",
                "\"amountSatang\":1 | \"amountSatang\":null | amountSatang",
                "\"merchantId\" | \"qr\":\"000201\",\"merchantId\" | merchantId",
                "\"programme\":\"digital-wallet\" | \"programme\":\"Digital Wallet\" | programme",
                "\"goodsClasses\":[\"food\"], | '' | goodsClasses",
            })
    void malformedOrder_isRefusedByField(String part, String replacement, String field) throws Exception {
        pay(BUA, UUID.randomUUID(), body(1).replace(part, replacement))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field));
        assertThat(wallet()).isEqualTo(BALANCE);
    }

    @Test
    void keyThatIsNoUuidOrMissing_isRefused() throws Exception {
        mvc.perform(post("/api/v1/payments")
                        .with(participant(BUA))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body(1)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("Idempotency-Key"));
        mvc.perform(post("/api/v1/payments")
                        .with(participant(BUA))
                        .header("Idempotency-Key", "seven")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body(1)))
                .andExpect(status().isBadRequest());
    }

    @Test
    void basketOfManyClasses_isDecidedAsOnePurchaseAndKeptWhole() {
        var order = new PaymentOrder(
                UUID.randomUUID(), BUA, PROGRAMME, payer, walletId, shop, 1, List.of("food", "general"), null, null);

        assertThat(codes(order)).isEmpty();
        assertThat(payments.authorise(order).join()).isEqualTo(new Decided(order.id(), List.of()));
    }

    @Test
    void merchantOutOfBusiness_isRefusedWithItsReasonAndLetInAgain() {
        merchants.move(shop, State.SUSPENDED, "ตรวจสอบการแลกเงินสด", Actor.operator("op1"));
        assertThat(refusals(order(1))).singleElement().satisfies(refusal -> {
            assertThat(refusal.side()).isEqualTo("payee");
            assertThat(refusal.reason().code()).isEqualTo("merchant-suspended");
            assertThat(refusal.reason().th()).endsWith("ตรวจสอบการแลกเงินสด");
            assertThat(refusal.reason().en()).endsWith("ตรวจสอบการแลกเงินสด");
        });

        merchants.move(shop, State.ACTIVE, "ไม่พบความผิด", Actor.operator("op1"));
        assertThat(codes(order(1))).isEmpty();
        merchants.move(shop, State.CLOSED, "เลิกกิจการ", Actor.participant(KHAOHOM));
        assertThat(codes(order(BALANCE * 2))).containsExactly("merchant-closed", "insufficient-balance");
    }

    @Test
    void dynamicCode_isPaidOnceWhoeverHoldsACopy() {
        MerchantQrs.Scanned code = code(100, Duration.ofMinutes(5));
        PaymentOrder order = scanning(code);

        assertThat(codes(order)).isEmpty();
        assertThat(payments.authorise(order).join()).as("the same again").isEqualTo(new Decided(order.id(), List.of()));
        assertThat(codes(scanning(code))).containsExactly("qr-already-paid");
        assertThat(wallet()).isEqualTo(BALANCE - 100);
    }

    @Test
    void dynamicCodePaidByManyAtOnce_isPaidOnce() throws Exception {
        MerchantQrs.Scanned code = code(100, Duration.ofMinutes(5));

        UUID elsewhere = UUID.randomUUID();
        wallets.on(
                new WalletsCredited(List.of(new WalletsCredited.Wallet(elsewhere, PROGRAMME, KHAOHOM, payer, "1001"))));
        fill(KHAOHOM);

        List<Authorisation> answers = atOnce(20, call -> payments.authorise(
                        call % 2 == 0 ? scanning(BUA, walletId, code) : scanning(KHAOHOM, elsewhere, code))
                .join());

        assertThat(answers)
                .filteredOn(answer -> ((Decided) answer).isAuthorised())
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> !((Decided) answer).isAuthorised())
                .allSatisfy(answer -> assertThat(((Decided) answer).refusals())
                        .extracting(refusal -> refusal.reason().code())
                        .containsExactly("qr-already-paid"));
        assertThat(books.balance(AccountRef.merchant(PROGRAMME, shop))).contains(100L);
    }

    @Test
    void expiredCode_isRefused() {
        assertThat(codes(scanning(code(100, Duration.ofMinutes(-5))))).containsExactly("qr-expired");
        assertThat(wallet()).isEqualTo(BALANCE);
    }

    @Test
    void lastHundredBahtSpentByTwoPhonesAtOnce_isSpentOnce() throws Exception {
        List<Authorisation> answers =
                atOnce(2, call -> payments.authorise(order(BALANCE)).join());

        assertThat(answers)
                .filteredOn(answer -> ((Decided) answer).isAuthorised())
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> !((Decided) answer).isAuthorised())
                .singleElement()
                .satisfies(answer -> assertThat(((Decided) answer).refusals())
                        .extracting(refusal -> refusal.reason().code())
                        .containsExactly("insufficient-balance"));
        assertThat(wallet()).isZero();
    }

    @Test
    void overHttp_theTextOfACodeNamesMerchantAndAmount() throws Exception {
        String qr = qrs.once(merchants.find(shop).orElseThrow(), 250, "INV7", Duration.ofMinutes(5))
                .text();
        String asked = body(1).replace("\"merchantId\":\"" + shop + "\"", "\"qr\":\"" + qr + "\"");

        pay(BUA, UUID.randomUUID(), asked)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("amountSatang"));
        pay(BUA, UUID.randomUUID(), asked.replace("\"amountSatang\":1,", ""))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("authorised"));
        assertThat(wallet()).isEqualTo(BALANCE - 250);
        pay(BUA, UUID.randomUUID(), asked.replace("5802TH", "5802TX"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("qr.63"))
                .andExpect(jsonPath("$.errors[0].th").isNotEmpty());
    }

    private MerchantQrs.Scanned code(long satang, Duration lifetime) {
        return qrs.read(qrs.once(merchants.find(shop).orElseThrow(), satang, null, lifetime)
                .text());
    }

    @Test
    void otherRoles_mayNotPay() throws Exception {
        for (String role : List.of("citizen", "super-app", "operator", "platform")) {
            mvc.perform(post("/api/v1/payments")
                            .with(role(role))
                            .header("Idempotency-Key", UUID.randomUUID())
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(body(1)))
                    .andExpect(status().isForbidden());
        }
    }

    private ResultActions pay(ParticipantId from, UUID key, String body) throws Exception {
        ResultActions asked = mvc.perform(post("/api/v1/payments")
                .with(participant(from))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
        await().until(() -> !asked.andReturn().getRequest().isAsyncStarted());
        return asked;
    }

    private String body(long satang) {
        return """
                {"programme":"digital-wallet","payerRef":"%s","walletId":"%s","merchantId":"%s","amountSatang":%d,\
                "goodsClasses":["food"],"faceToFace":{"scannedInPerson":true,"district":"1001",\
                "at":"2026-01-01T00:00:00Z"}}"""
                .formatted(payer, walletId, shop, satang);
    }

    private PaymentOrder order(long satang) {
        return order(BUA, payer, walletId, shop, satang);
    }

    private static PaymentOrder order(ParticipantId bank, Pseudonym payer, UUID wallet, UUID merchant, long satang) {
        return new PaymentOrder(
                UUID.randomUUID(), bank, PROGRAMME, payer, wallet, merchant, satang, List.of("food"), MET, null);
    }

    /** As {@link #order(long)}, for a dynamic code. */
    private PaymentOrder scanning(MerchantQrs.Scanned code) {
        return scanning(BUA, walletId, code);
    }

    private PaymentOrder scanning(ParticipantId bank, UUID wallet, MerchantQrs.Scanned code) {
        return new PaymentOrder(
                UUID.randomUUID(),
                bank,
                PROGRAMME,
                payer,
                wallet,
                shop,
                Objects.requireNonNull(code.amountSatang()),
                List.of("food"),
                MET,
                code.label());
    }

    private List<String> codes(PaymentOrder order) {
        return refusals(order).stream().map(refusal -> refusal.reason().code()).toList();
    }

    private List<Refusal> refusals(PaymentOrder order) {
        return ((Decided) payments.authorise(order).join()).refusals();
    }

    private long wallet() {
        return books.balance(AccountRef.wallet(PROGRAMME, BUA, payer)).orElseThrow();
    }

    /** Puts {@link #BALANCE} into the wallet, the whole way. */
    private void fill() {
        fill(BUA);
    }

    private void fill(ParticipantId bank) {
        String key = UUID.randomUUID().toString();
        programmes.appropriate(PROGRAMME, BALANCE, key).orThrow();
        AccountRef entitlement = AccountRef.entitlement(PROGRAMME, payer);
        AccountRef clearing = AccountRef.clearing(PROGRAMME, bank);
        AccountRef wallet = AccountRef.wallet(PROGRAMME, bank, payer);
        List.of(entitlement, clearing, wallet).forEach(books::open);
        books.post(List.of(
                        move(bank, key, TransferKind.COMMIT, AccountRef.budget(PROGRAMME), entitlement),
                        move(bank, key, TransferKind.DISBURSE, entitlement, clearing),
                        move(bank, key, TransferKind.CONFIRM, clearing, wallet)))
                .orThrow();
    }

    private TransferOrder move(ParticipantId bank, String key, TransferKind kind, AccountRef debit, AccountRef credit) {
        var order = TransferOrder.of(kind.code() + key, kind, debit, credit, BALANCE)
                .at(bank)
                .about(payer)
                .because(UUID.randomUUID());
        return kind == TransferKind.CONFIRM ? order.following(TransferKind.DISBURSE.code() + key) : order;
    }

    private interface Call {
        Authorisation by(int number);
    }

    private static List<Authorisation> atOnce(int calls, Call call) throws Exception {
        var threads = Executors.newFixedThreadPool(10);
        try {
            List<Callable<Authorisation>> tasks = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                int number = i;
                tasks.add(() -> call.by(number));
            }
            List<Authorisation> answers = new ArrayList<>();
            for (Future<Authorisation> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
