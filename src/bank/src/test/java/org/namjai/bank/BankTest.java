package org.namjai.bank;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.namjai.bank.BankSlice.NEIGHBOUR;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.bank.ledger.Movement;
import org.namjai.bank.ledger.Movement.Kind;
import org.namjai.bank.ledger.OwnBooks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;

/** The bank as the platform, its own app and its customers meet it, on a real database. */
@SpringBootTest
@AutoConfigureMockMvc
class BankTest {
    private static final String CITIZEN = "1101700230708";
    private static final long GRANT = 1_000_000;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private OwnBooks books;

    @Autowired
    private TransactionTemplate transaction;

    private String account = "";
    private String citizen = "";
    private String payeeRef = "";

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        BankSlice.properties(registry);
    }

    @BeforeEach
    void newCustomer() throws Exception {
        NEIGHBOUR.resetAll();
        BankSlice.logins();
        NEIGHBOUR.stubFor(post(urlPathMatching("/api/v1/disbursements/.*"))
                .willReturn(aResponse().withStatus(204)));
        long random = UUID.randomUUID().getMostSignificantBits() >>> 24;
        account = String.format("%012d", random);
        citizen = String.format("%013d", random);
        payeeRef = "payee" + random;
        app(
                        HttpMethod.PUT,
                        "/api/v1/customers/" + UUID.randomUUID(),
                        "{\"citizenId\":\"" + citizen + "\",\"nameTh\":\"สมชาย ใจดี\",\"account\":\"" + account + "\"}")
                .andExpect(status().isNoContent());
    }

    @Test
    void instructionSentTwentyTimesAtOnce_isCreditedOnce() throws Exception {
        UUID id = UUID.randomUUID();
        var threads = Executors.newFixedThreadPool(20);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(() -> instruct(id, GRANT).andReturn().getResponse().getStatus());
        }
        for (Future<Integer> answer : threads.invokeAll(calls))
            assertThat(answer.get()).isEqualTo(202);
        threads.shutdown();
        assertThat(balance()).isEqualTo(GRANT);
    }

    @Test
    void otherInstructionUnderTheSameId_isAConflictAndChangesNothing() throws Exception {
        UUID id = UUID.randomUUID();
        instruct(id, GRANT).andExpect(status().isAccepted());
        instruct(id, GRANT + 1)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.errors[0].field").value("id"));
        assertThat(balance()).isEqualTo(GRANT);
    }

    @Test
    void accountOfSomebodyElse_isAnsweredNameMismatchAndNotCredited() throws Exception {
        UUID id = UUID.randomUUID();
        citizen = CITIZEN;
        instruct(id, GRANT).andExpect(status().isAccepted());
        await(() -> heard(id));
        NEIGHBOUR.verify(postRequestedFor(urlEqualTo("/api/v1/disbursements/" + id + "/answer"))
                .withHeader("Authorization", equalTo("Bearer the-banks"))
                .withRequestBody(matchingJsonPath("$.outcome", equalTo("refused")))
                .withRequestBody(matchingJsonPath("$.reasonCode", equalTo("name-mismatch"))));
        assertThat(wallets()).isEmpty();
    }

    @Test
    void platformDownWhenTheAnswerGoesOut_isToldAgainUntilItHeard() throws Exception {
        UUID id = UUID.randomUUID();
        NEIGHBOUR.stubFor(post(urlPathMatching("/api/v1/disbursements/.*")).willReturn(serverError()));
        instruct(id, GRANT);
        await(() -> tries(id) > 0);
        assertThat(heard(id)).isFalse();
        NEIGHBOUR.stubFor(post(urlPathMatching("/api/v1/disbursements/.*"))
                .willReturn(aResponse().withStatus(204)));
        await(() -> heard(id));
        assertThat(balance()).isEqualTo(GRANT);
    }

    @Test
    void paymentSentTwice_isBookedOnceAndAnotherOneUnderItsKeyIsRefused() throws Exception {
        instruct(UUID.randomUUID(), GRANT);
        platformSays("authorised", "[]");
        UUID key = UUID.randomUUID();
        UUID shop = UUID.randomUUID();
        pay(key, shop, 40_000)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("authorised"));
        pay(key, shop, 40_000)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("authorised"));
        pay(key, shop, 40_001).andExpect(status().isUnprocessableEntity());
        assertThat(balance()).isEqualTo(GRANT - 40_000);
    }

    @Test
    void refusedPayment_booksNothingAndTellsEveryReason() throws Exception {
        instruct(UUID.randomUUID(), GRANT);
        platformSays("refused", "[{\"side\":\"payee\",\"code\":\"prohibited-alcohol\",\"th\":\"ห้าม\",\"en\":\"No\"}]");
        pay(UUID.randomUUID(), UUID.randomUUID(), 40_000)
                .andExpect(jsonPath("$.outcome").value("refused"))
                .andExpect(jsonPath("$.reasons[0].code").value("prohibited-alcohol"));
        assertThat(balance()).isEqualTo(GRANT);
    }

    @Test
    void answerLostAfterThePlatformAuthorised_isAskedAgainWithTheSameKeyAndBookedOnce() throws Exception {
        instruct(UUID.randomUUID(), GRANT);
        NEIGHBOUR.stubFor(post(urlEqualTo("/api/v1/payments")).willReturn(serverError()));
        UUID key = UUID.randomUUID();
        pay(key, UUID.randomUUID(), 40_000).andExpect(status().isServiceUnavailable());
        assertThat(balance()).isEqualTo(GRANT);
        platformSays("authorised", "[]");
        jdbc.sql("update payment set created_at = now() - interval '1 minute' where id = ?")
                .param(key)
                .update();
        await(() -> state(key).equals("authorised"));
        assertThat(balance()).isEqualTo(GRANT - 40_000);
    }

    @Test
    void paymentThatThePlatformCantRead_isRefusedForGoodAndNotAskedAgain() throws Exception {
        instruct(UUID.randomUUID(), GRANT);
        NEIGHBOUR.stubFor(
                post(urlEqualTo("/api/v1/payments"))
                        .willReturn(
                                aResponse()
                                        .withStatus(400)
                                        .withHeader("Content-Type", "application/problem+json")
                                        .withBody(
                                                "{\"errors\":[{\"field\":\"faceToFace.district\",\"th\":\"ไม่มี\",\"en\":\"none\"}]}")));
        pay(UUID.randomUUID(), UUID.randomUUID(), 40_000)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("refused"))
                .andExpect(jsonPath("$.reasons[0].code").value("invalid-faceToFace.district"));
        assertThat(balance()).isEqualTo(GRANT);
    }

    @Test
    void scannedCode_namesMerchantAndAmountAndGoesToThePlatformAsItIs() throws Exception {
        instruct(UUID.randomUUID(), GRANT);
        UUID shop = UUID.randomUUID();
        NEIGHBOUR.stubFor(post(urlEqualTo("/api/v1/qr-readings"))
                .withRequestBody(matchingJsonPath("$.qr", equalTo("THE-CODE")))
                .willReturn(okJson("{\"merchant\":{\"id\":\"" + shop + "\"},\"amountSatang\":25000}")));
        platformSays("authorised", "[]");
        UUID key = UUID.randomUUID();
        String body = "{\"qr\":\"THE-CODE\",\"goodsClasses\":[\"food\",\"general\"]}";

        payWith(key, body).andExpect(jsonPath("$.outcome").value("authorised"));
        payWith(key, body).andExpect(jsonPath("$.outcome").value("authorised"));
        payWith(UUID.randomUUID(), body.replace("}", ",\"amountSatang\":1}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].field").value("amountSatang"));

        NEIGHBOUR.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v1/payments"))
                        .withRequestBody(matchingJsonPath("$.qr", equalTo("THE-CODE"))));
        assertThat(balance()).isEqualTo(GRANT - 25_000);
    }

    @Test
    void codeThatThePlatformCantRead_isRefusedByField() throws Exception {
        instruct(UUID.randomUUID(), GRANT);
        NEIGHBOUR.stubFor(post(urlEqualTo("/api/v1/qr-readings"))
                .willReturn(okJson("{\"errors\":[{\"field\":\"qr.63\",\"th\":\"สแกนใหม่\",\"en\":\"scan again\"}]}")
                        .withStatus(400)));
        payWith(UUID.randomUUID(), "{\"qr\":\"0\",\"goodsClasses\":[\"food\"]}")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].field").value("qr.63"))
                .andExpect(jsonPath("$.errors[0].th").value("สแกนใหม่"));
        payWith(UUID.randomUUID(), "{\"goodsClasses\":[\"food\"]}")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].field").value("merchantId"));
    }

    @Test
    void shopsPage_showsItsCodeAsPictureAndText() throws Exception {
        UUID shop = UUID.randomUUID();
        NEIGHBOUR.stubFor(put(urlPathMatching("/api/v1/merchants/.*")).willReturn(okJson("{}")));
        app(
                        HttpMethod.PUT,
                        "/api/v1/merchants/" + shop,
                        "{\"name\":\"ร้านโชห่วย\",\"class\":\"small-shop\",\"district\":\"1001\",\"goods\":[\"food\"]}")
                .andExpect(status().isOk());
        NEIGHBOUR.stubFor(com.github.tomakehurst.wiremock.client.WireMock.get(
                        urlEqualTo("/api/v1/merchants/" + shop + "/qr?amountSatang=12050"))
                .willReturn(okJson("{\"qr\":\"000201THE-CODE\",\"amountSatang\":12050}")));

        mvc.perform(get("/shops/" + shop + "?baht=120.50").with(customer(citizen)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(org.hamcrest.Matchers.stringContainsInOrder(
                                "ร้านโชห่วย", "฿120.50", "<path", "000201THE-CODE")));
        mvc.perform(get("/shops/" + UUID.randomUUID()).with(customer(citizen))).andExpect(status().isNotFound());
        mvc.perform(get("/shops").with(customer(citizen)))
                .andExpect(content().string(org.hamcrest.Matchers.containsString("/shops/" + shop)));
        NEIGHBOUR.stubFor(
                com.github.tomakehurst.wiremock.client.WireMock.get(urlPathMatching("/api/v1/merchants/.*/qr"))
                        .atPriority(9)
                        .willReturn(serverError()));
        mvc.perform(get("/shops/" + shop).with(customer(citizen)))
                .andExpect(status().isOk())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("The platform does not answer")));
    }

    @Test
    void pageOfTheLedger_agreesOnlyWithWhatIsBooked() throws Exception {
        UUID paid = UUID.randomUUID();
        UUID unknown = UUID.randomUUID();
        instruct(paid, GRANT);
        assertThat(agreeing(
                        new Movement(Kind.DISBURSE, paid, payeeRef, null, GRANT),
                        new Movement(Kind.DISBURSE, unknown, payeeRef, null, GRANT),
                        new Movement(Kind.DISBURSE, paid, payeeRef, null, GRANT + 1),
                        new Movement(Kind.CONFIRM, paid, payeeRef, null, GRANT),
                        new Movement(Kind.CONFIRM, paid, "somebody", null, GRANT),
                        new Movement(Kind.CONFIRM, unknown, payeeRef, null, GRANT),
                        new Movement(Kind.CANCEL, paid, payeeRef, null, GRANT)))
                .containsExactlyInAnyOrder(
                        new Movement(Kind.DISBURSE, paid, payeeRef, null, GRANT),
                        new Movement(Kind.DISBURSE, unknown, payeeRef, null, GRANT),
                        new Movement(Kind.CONFIRM, paid, payeeRef, null, GRANT));
    }

    @Test
    void pendingPaymentOnAPage_wasAuthorisedAndIsCompletedOnce() throws Exception {
        instruct(UUID.randomUUID(), GRANT);
        NEIGHBOUR.stubFor(post(urlEqualTo("/api/v1/payments")).willReturn(serverError()));
        UUID key = UUID.randomUUID();
        UUID shop = UUID.randomUUID();
        pay(key, shop, 40_000).andExpect(status().isServiceUnavailable());
        var onPage = new Movement(Kind.PURCHASE, key, payeeRef, shop, 40_000);
        assertThat(agreeing(new Movement(Kind.PURCHASE, key, payeeRef, shop, 40_001)))
                .isEmpty();
        told(onPage);
        told(onPage);
        assertThat(agreeing(onPage)).containsExactly(onPage);
        assertThat(balance()).isEqualTo(GRANT - 40_000);
    }

    @Test
    void moneyThatTheShopGaveBack_isInTheWalletAndOnThePayersPage() throws Exception {
        instruct(UUID.randomUUID(), GRANT);
        platformSays("authorised", "[]");
        UUID key = UUID.randomUUID();
        UUID shop = UUID.randomUUID();
        pay(key, shop, 40_000);
        mvc.perform(get("/wallets").with(customer(citizen)))
                .andExpect(content()
                        .string(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString("given back"))));

        told(new Movement(Kind.REVERSE, key, payeeRef, shop, 12_345));
        mvc.perform(get("/wallets").with(customer(citizen)))
                .andExpect(content()
                        .string(org.hamcrest.Matchers.stringContainsInOrder(
                                "฿9,723.45", "฿400.00", "ร้านคืนเงินแล้ว", "฿123.45", "given back by the shop")));
    }

    @Test
    void transfer_isNeverChangedOrDeleted() throws Exception {
        instruct(UUID.randomUUID(), GRANT);
        assertThatThrownBy(() ->
                        jdbc.sql("update book_transfer set amount_satang = 1").update())
                .hasMessageContaining("transfers are never changed");
        assertThatThrownBy(() -> jdbc.sql("delete from book_transfer").update())
                .hasMessageContaining("transfers are never changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amountSatang | 0      | 422",
                "amountSatang | -1     | 422",
                "amountSatang | \"x\"  | 400",
                "surprise     | 1      | 400"
            })
    void badInstruction_namesTheFieldAndChangesNothing(String field, String value, int expected) throws Exception {
        UUID id = UUID.randomUUID();
        String body = instruction(GRANT);
        body = field.equals("amountSatang")
                ? body.replace("\"amountSatang\":" + GRANT, "\"amountSatang\":" + value)
                : body.replace("{\"programme\"", "{\"" + field + "\":" + value + ",\"programme\"");
        call("platform", HttpMethod.PUT, "/api/v1/disbursements/" + id, body)
                .andExpect(status().is(expected))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].th").isNotEmpty())
                .andExpect(jsonPath("$.errors[0].en").isNotEmpty());
        assertThat(wallets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bank-app,    PUT,  /api/v1/disbursements/7b0a3d2e-6f0a-4a3e-9d0c-1f2e3d4c5b6a",
        "citizen,     PUT,  /api/v1/disbursements/7b0a3d2e-6f0a-4a3e-9d0c-1f2e3d4c5b6a",
        "platform,    PUT,  /api/v1/customers/7b0a3d2e-6f0a-4a3e-9d0c-1f2e3d4c5b6a",
        "platform,    POST, /api/v1/wallets/look-up",
        "participant, GET,  /api/v1/ledger/pages",
        "platform,    GET,  /api/v1/books/totals",
        "bank-app,    GET,  /api/v1/unknown"
    })
    void roleForSomethingElse_isDenied(String role, String method, String path) throws Exception {
        call(role, HttpMethod.valueOf(method), path, "{}").andExpect(status().isForbidden());
        mvc.perform(request(HttpMethod.valueOf(method), path)).andExpect(status().isUnauthorized());
    }

    @Test
    void customer_seesTheirOwnWalletsAndNobodyElses() throws Exception {
        instruct(UUID.randomUUID(), GRANT);
        UUID wallet = wallets().get(0);
        mvc.perform(get("/wallets").with(customer(citizen)))
                .andExpect(status().isOk())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("฿10,000.00")));
        mvc.perform(get("/wallets/" + wallet + "/pay").with(customer(citizen)))
                .andExpect(status().isOk())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("name=\"_csrf\"")));
        mvc.perform(get("/wallets/" + wallet + "/pay").with(customer(CITIZEN))).andExpect(status().isNotFound());
        mvc.perform(get("/wallets")).andExpect(status().is3xxRedirection());
    }

    @Test
    void merchantThatThePlatformRefuses_isNotKeptHereEither() throws Exception {
        UUID id = UUID.randomUUID();
        NEIGHBOUR.stubFor(put(urlPathMatching("/api/v1/merchants/.*"))
                .willReturn(okJson("{\"detail\":\"no\"}").withStatus(400)));
        String body = "{\"name\":\"ร้าน\",\"class\":\"small-shop\",\"district\":\"1001\",\"goods\":[\"food\"]}";
        app(HttpMethod.PUT, "/api/v1/merchants/" + id, body).andExpect(status().isBadRequest());
        assertThat(jdbc.sql("select count(*) from merchant where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static org.springframework.test.web.servlet.request.RequestPostProcessor customer(String citizenId) {
        return oidcLogin()
                .idToken(token -> token.claim("citizen_id", citizenId))
                .authorities(new SimpleGrantedAuthority("ROLE_citizen"));
    }

    private void told(Movement... movements) {
        transaction.executeWithoutResult(status -> books.book("digital-wallet", List.of(movements)));
    }

    private Set<Movement> agreeing(Movement... movements) {
        Set<Movement> answer = transaction.execute(status -> books.agreeing(List.of(movements)));
        return answer == null ? Set.of() : answer;
    }

    private void platformSays(String outcome, String reasons) {
        NEIGHBOUR.stubFor(post(urlEqualTo("/api/v1/payments"))
                .willReturn(okJson("{\"id\":\"" + UUID.randomUUID() + "\",\"outcome\":\"" + outcome + "\",\"reasons\":"
                        + reasons + "}")));
    }

    private String instruction(long satang) {
        return "{\"programme\":\"digital-wallet\",\"kind\":\"wallet\",\"payee\":{\"citizenId\":\"" + citizen
                + "\",\"account\":\"" + account + "\",\"payeeRef\":\"" + payeeRef + "\"},\"amountSatang\":" + satang
                + ",\"currency\":\"THB\"}";
    }

    private ResultActions instruct(UUID id, long satang) throws Exception {
        return call("platform", HttpMethod.PUT, "/api/v1/disbursements/" + id, instruction(satang));
    }

    private ResultActions payWith(UUID key, String body) throws Exception {
        return mvc.perform(
                request(HttpMethod.POST, "/api/v1/wallets/" + wallets().get(0) + "/payments")
                        .with(jwt().authorities(new SimpleGrantedAuthority("ROLE_bank-app")))
                        .header("Idempotency-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body));
    }

    private ResultActions pay(UUID key, UUID shop, long satang) throws Exception {
        return payWith(
                key,
                "{\"merchantId\":\"" + shop + "\",\"amountSatang\":" + satang
                        + ",\"goodsClasses\":[\"food\"],\"faceToFace\":{\"scannedInPerson\":true,"
                        + "\"district\":\"1001\",\"at\":\"2026-01-01T00:00:00Z\"}}");
    }

    private ResultActions app(HttpMethod method, String path, String body) throws Exception {
        return call("bank-app", method, path, body);
    }

    private ResultActions call(String role, HttpMethod method, String path, String body) throws Exception {
        return mvc.perform(request(method, path)
                .with(jwt().authorities(new SimpleGrantedAuthority("ROLE_" + role)))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private List<UUID> wallets() {
        return jdbc.sql("select id from wallet where payee_ref = ?")
                .param(payeeRef)
                .query(UUID.class)
                .list();
    }

    private long balance() {
        return jdbc.sql(
                        "select a.balance_satang from wallet w join book_account a on a.id = w.id where w.payee_ref = ?")
                .param(payeeRef)
                .query(Long.class)
                .single();
    }

    private boolean heard(UUID id) {
        return jdbc.sql("select heard_at is not null from disbursement where id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private int tries(UUID id) {
        return jdbc.sql("select tries from disbursement where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private String state(UUID payment) {
        return jdbc.sql("select state from payment where id = ?")
                .param(payment)
                .query(String.class)
                .single();
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(limit);
            Thread.sleep(50);
        }
    }
}
