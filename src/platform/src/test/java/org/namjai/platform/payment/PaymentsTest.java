package org.namjai.platform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.namjai.platform.privacy.People;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;

class PaymentsTest extends DomainSlice {
    private static final long BALANCE = 10_000;

    @Autowired
    private Payments payments;

    @Autowired
    private Merchants merchants;

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
        merchants.register(new Merchant(shop, KHAOHOM, "ร้านข้าวแกง", "small-shop", "1001"));
        fill();
    }

    @Test
    void allowedPurchase_movesMoneyToTheMerchantOnce() {
        PaymentOrder order = order(2_500);

        assertThat(payments.authorise(order)).isEqualTo(new Decided(order.id(), List.of()));
        assertThat(payments.authorise(order)).isEqualTo(new Decided(order.id(), List.of()));

        assertThat(wallet()).isEqualTo(BALANCE - 2_500);
        assertThat(books.balance(AccountRef.merchant(PROGRAMME, shop))).contains(2_500L);
    }

    @Test
    void everyReason_isGivenAtOnce() {
        merchants.register(new Merchant(shop, KHAOHOM, "ร้านข้าวแกง", "small-shop", "5001"));
        TestProgrammes.spendable(
                proposals,
                PROGRAMME,
                new Programme.Window(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-01-02T00:00:00Z")));

        assertThat(codes(order(BALANCE + 1)))
                .containsExactly("other-district", "window-closed", "insufficient-balance");
        assertThat(wallet()).isEqualTo(BALANCE);
    }

    @Test
    void shopThatSpends_paysInTheSecondRoundAtItsOwnBank() {
        var wholesaler = new Merchant(UUID.randomUUID(), BUA, "ร้านขายส่ง", "large-retail", "1001");
        merchants.register(wholesaler);
        payer = new Merchant(shop, KHAOHOM, "", "", "").subject();
        UUID till = UUID.randomUUID();
        jdbc.sql("insert into wallet (id, programme, participant, subject, district, opened_at, merchant)"
                        + " values (?, ?, ?, ?, ?, now(), ?)")
                .params(till, PROGRAMME.value(), KHAOHOM.value(), payer.value(), "1001", shop)
                .update();
        fill(KHAOHOM);

        var order = new PaymentOrder(
                UUID.randomUUID(), KHAOHOM, PROGRAMME, payer, till, wholesaler.id(), 100, "food", true);

        assertThat(codes(order)).isEmpty();
        assertThat(jdbc.sql("select round || ' ' || decided_by from payment where id = ?")
                        .param(order.id())
                        .query(String.class)
                        .single())
                .isEqualTo("2 two-rules");
    }

    @Test
    void unknownMerchant_isRefused() {
        var order = new PaymentOrder(
                UUID.randomUUID(), BUA, PROGRAMME, payer, walletId, UUID.randomUUID(), 1, "food", true);

        assertThat(codes(order)).containsExactly("unknown-merchant");
    }

    @Test
    void walletOfAnotherBankOrPerson_isUnknownToTheAsker() {
        var fromOtherBank =
                new PaymentOrder(UUID.randomUUID(), KHAOHOM, PROGRAMME, payer, walletId, shop, 1, "food", true);
        var ofOtherPerson = new PaymentOrder(
                UUID.randomUUID(), BUA, PROGRAMME, people.enter(somebody()), walletId, shop, 1, "food", true);

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
        List<Authorisation> answers = atOnce(100, call -> payments.authorise(order(BALANCE / 10)));

        assertThat(answers)
                .filteredOn(answer -> ((Decided) answer).isAuthorised())
                .hasSize(10);
        assertThat(wallet()).isZero();
    }

    @Test
    void samePaymentFromManyThreadsAtOnce_movesMoneyOnce() throws Exception {
        PaymentOrder order = order(100);

        List<Authorisation> answers = atOnce(50, call -> payments.authorise(order));

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
                "\"faceToFace\":true | \"faceToFace\":null | faceToFace",
                "\"goodsClass\":\"food\" | \"goodsClass\":\"Food!\" | goodsClass",
                "\"programme\":\"digital-wallet\" | \"programme\":\"Digital Wallet\" | programme",
                "\"goodsClass\":\"food\", | '' | goodsClass",
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
    void merchantOfAnotherBank_canBeReadButNotChanged() throws Exception {
        String changed = "{\"name\":\"ร้านใหม่\",\"class\":\"convenience\",\"district\":\"1002\"}";

        mvc.perform(put("/api/v1/merchants/{id}", shop)
                        .with(participant(BUA))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(changed))
                .andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/merchants/{id}", shop).with(participant(BUA)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("ร้านข้าวแกง"))
                .andExpect(jsonPath("$.class").value("small-shop"));
        mvc.perform(put("/api/v1/merchants/{id}", shop)
                        .with(participant(KHAOHOM))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(changed))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.district").value("1002"));
    }

    @Test
    void merchantInNoDistrictOfNoClass_isRefusedForBoth() throws Exception {
        mvc.perform(put("/api/v1/merchants/{id}", UUID.randomUUID())
                        .with(participant(BUA))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\":\"ร้าน\",\"class\":\"casino\",\"district\":\"1099\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("class", "district")));
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
        return mvc.perform(post("/api/v1/payments")
                .with(participant(from))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private String body(long satang) {
        return """
                {"programme":"digital-wallet","payerRef":"%s","walletId":"%s","merchantId":"%s","amountSatang":%d,\
                "goodsClass":"food","faceToFace":true}"""
                .formatted(payer, walletId, shop, satang);
    }

    private PaymentOrder order(long satang) {
        return new PaymentOrder(UUID.randomUUID(), BUA, PROGRAMME, payer, walletId, shop, satang, "food", true);
    }

    private List<String> codes(PaymentOrder order) {
        return ((Decided) payments.authorise(order))
                .refusals().stream().map(refusal -> refusal.reason().code()).toList();
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
