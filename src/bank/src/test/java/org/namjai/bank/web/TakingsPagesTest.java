package org.namjai.bank.web;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.namjai.bank.BankSlice.NEIGHBOUR;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.bank.BankSlice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The holder of a shop sees what it received and gives money back; nobody else does. */
@SpringBootTest
@AutoConfigureMockMvc
class TakingsPagesTest {
    private static final String PAID = "\"amountSatang\":4550,\"at\":\"2026-11-28T11:05:00Z\"";

    @Autowired
    private MockMvc mvc;

    private final UUID shop = UUID.randomUUID();
    private final UUID payment = UUID.randomUUID();
    private final UUID key = UUID.randomUUID();
    private final String holder = number();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        BankSlice.properties(registry);
    }

    @BeforeEach
    void shopWithOnePayment() throws Exception {
        NEIGHBOUR.resetAll();
        BankSlice.logins();
        NEIGHBOUR.stubFor(put(urlPathMatching("/api/v1/merchants/.*")).willReturn(okJson("{}")));
        keeps(holder, shop).andExpect(status().isOk());
        platformTells("/" + payment, "{\"id\":\"" + payment + "\"," + PAID + ",\"reversedSatang\":null}");
    }

    @Test
    void holder_staysAtTheBank_andIsKeptWhenTheShopIsToldOfAnew() throws Exception {
        register(shop, "").andExpect(status().isOk());

        NEIGHBOUR.verify(putRequestedFor(urlEqualTo("/api/v1/merchants/" + shop))
                .withRequestBody(matchingJsonPath("$.holder", absent())));
        page("/shops", holder).andExpect(content().string(containsString("/shops/" + shop + "/payments")));
        page("/shops", number()).andExpect(content().string(not(containsString("/shops/" + shop + "/payments"))));
        register(UUID.randomUUID(), ",\"holder\":\"" + UUID.randomUUID() + "\"")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].field").value("holder"));
    }

    @Test
    void takings_areShownNewestFirst_inThaiTime_withWhatWasGivenBack() throws Exception {
        platformTells(
                "",
                "[{\"programme\":\"digital-wallet\",\"next\":7,\"payments\":[{\"id\":\"" + payment + "\"," + PAID
                        + ",\"reversedSatang\":2000,\"reversedAt\":\"2026-11-28T11:10:00Z\"},{\"id\":\""
                        + UUID.randomUUID() + "\"," + PAID + "}]}]");
        page("/shops/" + shop + "/payments", holder)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(stringContainsInOrder(
                                payment.toString(),
                                "28 พ.ย. 2569 18:05",
                                "฿45.50",
                                "คืนแล้ว",
                                "฿20.00",
                                "ยังไม่คืนเงิน",
                                "programme=digital-wallet&amp;before=7")));

        platformTells(
                "?programme=digital-wallet&before=7",
                "[{\"programme\":\"digital-wallet\",\"payments\":[],\"next\":null}]");
        page("/shops/" + shop + "/payments?programme=digital-wallet&before=7", holder)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Newest")));
    }

    @Test
    void otherPeople_getNotFound_whateverTheyAskFor() throws Exception {
        String other = number();
        UUID otherShop = UUID.randomUUID();
        keeps(other, otherShop);
        NEIGHBOUR.stubFor(get(urlEqualTo("/api/v1/merchants/" + otherShop + "/payments/" + payment))
                .willReturn(okJson("{}").withStatus(404)));
        String path = "/shops/" + shop + "/payments";

        page(path, other).andExpect(status().isNotFound());
        page(path + "/" + payment, other)
                .andExpect(status().isNotFound())
                .andExpect(content().string(allOf(containsString("ไม่พบหน้านี้"), containsString("no such page"))));
        page(path + "/" + payment + "/reversal", other).andExpect(status().isNotFound());
        page(path + "/" + payment + "/case", other).andExpect(status().isNotFound());
        send(shop, "reversal", other, "whole", "", "สินค้าหมด", "confirmed").andExpect(status().isNotFound());
        send(otherShop, "reversal", other, "whole", "", "สินค้าหมด", "confirmed")
                .andExpect(status().isNotFound());
        ask(shop, other, "ลูกค้าคืนของภายหลัง").andExpect(status().isNotFound());
        ask(otherShop, other, "ลูกค้าคืนของภายหลัง").andExpect(status().isNotFound());
        page("/shops/x/payments", holder).andExpect(status().isNotFound());
        page(path + "/x", holder).andExpect(status().isNotFound());
        mvc.perform(MockMvcRequestBuilders.get(path)).andExpect(status().is3xxRedirection());
        NEIGHBOUR.verify(0, postRequestedFor(urlPathMatching("/api/v1/payments/.*")));
    }

    @Test
    void aPart_isShownToBeConfirmed_andThenGivenBackUnderTheFormsKey_alsoWhenItIsSentAgain() throws Exception {
        platformAnswers(
                "reversal",
                "{\"id\":\"" + key + "\",\"payment\":\"" + payment + "\",\"outcome\":\"reversed\",\"reasons\":[]}",
                200);

        send(shop, "reversal", holder, "part", "20.50", " สินค้าหมด ", "")
                .andExpect(status().isOk())
                .andExpect(content().string(stringContainsInOrder("฿45.50", "฿20.50", "สินค้าหมด", key.toString())));
        NEIGHBOUR.verify(0, postRequestedFor(urlPathMatching("/api/v1/payments/.*")));
        send(shop, "reversal", holder, "part", "20.50", "สินค้าหมด", "edit")
                .andExpect(content().string(stringContainsInOrder(key.toString(), "value=\"20.50\"")));

        for (int i = 0; i < 2; i++) {
            send(shop, "reversal", holder, "part", "20.50", "สินค้าหมด", "confirmed")
                    .andExpect(status().isOk())
                    .andExpect(content().string(stringContainsInOrder("คืนเงินแล้ว", "฿20.50")));
        }
        NEIGHBOUR.verify(
                2,
                postRequestedFor(urlEqualTo("/api/v1/payments/" + payment + "/reversal"))
                        .withHeader("Idempotency-Key", equalTo(key.toString()))
                        .withRequestBody(matchingJsonPath("$.amountSatang", equalTo("2050")))
                        .withRequestBody(matchingJsonPath("$.reason", equalTo("สินค้าหมด"))));
        page("/shops/" + shop + "/payments/" + payment + "/reversal", holder)
                .andExpect(redirectedUrl("/shops/" + shop + "/payments/" + payment));
    }

    @Test
    void whatWasGivenBack_isShownInsteadOfTheForm() throws Exception {
        platformTells(
                "/" + payment,
                "{\"id\":\"" + payment + "\"," + PAID
                        + ",\"reversedSatang\":2000,\"reversedAt\":\"2026-11-28T11:10:00Z\"}");
        page("/shops/" + shop + "/payments/" + payment, holder)
                .andExpect(content().string(allOf(containsString("฿20.00"), not(containsString("name=\"key\"")))));
    }

    @Test
    void refusal_tellsEveryReason_andLeadsToPeopleOnlyWhereTheyMayDecide() throws Exception {
        String late = "{\"code\":\"reversal-too-late\",\"th\":\"เกิน 60 นาที\",\"en\":\"More than 60 minutes.\"}";
        String settled = "{\"code\":\"already-settled\",\"th\":\"ชำระแล้ว\",\"en\":\"Settled.\"}";
        refused(late);
        send(shop, "reversal", holder, "whole", "", "สินค้าหมด", "confirmed")
                .andExpect(content()
                        .string(stringContainsInOrder(
                                "คืนเงินไม่ได้", "เกิน 60 นาที", "More than 60 minutes.", "/" + payment + "/case")));
        refused(settled + "," + late);
        send(shop, "reversal", holder, "whole", "", "สินค้าหมด", "confirmed")
                .andExpect(content()
                        .string(allOf(
                                stringContainsInOrder("ชำระแล้ว", "Settled.", "เกิน 60 นาที"),
                                not(containsString("/case")))));
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 409})
    void people_areAsked_andThePageSaysThatItWaits(int answer) throws Exception {
        platformAnswers("dispute", "{\"id\":\"" + UUID.randomUUID() + "\",\"state\":\"open\"}", answer);
        page("/shops/" + shop + "/payments/" + payment + "/case", holder)
                .andExpect(content().string(containsString("name=\"grounds\"")));
        ask(shop, holder, "สั้น").andExpect(status().isUnprocessableEntity());

        ask(shop, holder, "ลูกค้าคืนของภายหลัง")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("รอเจ้าหน้าที่พิจารณา")));
        NEIGHBOUR.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v1/payments/" + payment + "/dispute"))
                        .withHeader("Idempotency-Key", equalTo(key.toString()))
                        .withRequestBody(matchingJsonPath("$.as", equalTo("merchant"))));
    }

    @Test
    void platformAway_sameFormComesAgainWithTheSameKey() throws Exception {
        NEIGHBOUR.stubFor(
                post(urlPathMatching("/api/v1/payments/.*/(reversal|dispute)")).willReturn(serverError()));
        send(shop, "reversal", holder, "whole", "", "สินค้าหมด", "confirmed")
                .andExpect(status().isServiceUnavailable())
                .andExpect(
                        content().string(stringContainsInOrder("Press again", key.toString(), "value=\"confirmed\"")));
        ask(shop, holder, "ลูกค้าคืนของภายหลัง")
                .andExpect(status().isServiceUnavailable())
                .andExpect(content().string(stringContainsInOrder("Press again", key.toString())));
        NEIGHBOUR.stubFor(
                get(urlPathMatching("/api/v1/merchants/.*/payments.*")).willReturn(serverError()));
        page("/shops/" + shop + "/payments", holder)
                .andExpect(status().isServiceUnavailable())
                .andExpect(content().string(containsString("The platform does not answer")));
    }

    @Test
    void formWithOtherContentUnderItsKey_saysThatItWasSentBefore() throws Exception {
        platformAnswers(
                "reversal", "{\"errors\":[{\"field\":\"Idempotency-Key\",\"th\":\"เคย\",\"en\":\"was\"}]}", 422);
        send(shop, "reversal", holder, "whole", "", "สินค้าหมด", "confirmed")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("This form was sent before")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404})
    void whatThePlatformDoesNotTake_isNeverShownAsDone_evenWhenItDoesNotSayWhy(int answer) throws Exception {
        platformAnswers("reversal", "{}", answer);
        platformAnswers("dispute", "{}", answer);
        send(shop, "reversal", holder, "whole", "", "สินค้าหมด", "confirmed")
                .andExpect(content()
                        .string(allOf(
                                stringContainsInOrder("คืนเงินไม่ได้", "The platform did not take this."),
                                not(containsString("/case")))));
        ask(shop, holder, "ลูกค้าคืนของภายหลัง")
                .andExpect(content().string(stringContainsInOrder("คืนเงินไม่ได้", "The platform did not take this.")));
    }

    @ParameterizedTest
    @CsvSource({
        "'',    '',       สินค้าหมด, extent, choose all of it or a part",
        "other, '',       สินค้าหมด, extent, choose all of it or a part",
        "whole, 20,       สินค้าหมด, baht,   must be empty",
        "part,  '',       สินค้าหมด, baht,   must be a number above zero",
        "part,  0,        สินค้าหมด, baht,   must be a number above zero",
        "part,  -1,       สินค้าหมด, baht,   must be a number above zero",
        "part,  1.005,    สินค้าหมด, baht,   must be a number above zero",
        "part,  '1,5',    สินค้าหมด, baht,   must be a number above zero",
        "part,  1e1,      สินค้าหมด, baht,   must be a number above zero",
        "part,  45.51,    สินค้าหมด, baht,   must not be above what was paid",
        "part,  99999999999999999999, สินค้าหมด, baht, must be a number above zero",
        "whole, '',       '   ',    reason, must have 1 to 200 characters"
    })
    void badInput_isNamedByFieldAndRule_andNothingIsSent(
            String extent, String baht, String reason, String field, String rule) throws Exception {
        send(shop, "reversal", holder, extent, baht, reason, "confirmed")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(stringContainsInOrder(
                                "role=\"alert\"", "href=\"#" + field + "\"", rule, key.toString())));
        NEIGHBOUR.verify(0, postRequestedFor(urlPathMatching("/api/v1/payments/.*")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 27, 201})
    void reasonOfControlCharactersOrTooLong_isRefused(int what) throws Exception {
        String reason = what > 200 ? "ก".repeat(what) : "a" + (char) what + "b";
        send(shop, "reversal", holder, "whole", "", reason, "confirmed")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("must have 1 to 200 characters")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "00000000-0000-0000-0000-00000000000g"})
    void keyThatIsNone_isSaidPlainly(String bad) throws Exception {
        mvc.perform(MockMvcRequestBuilders.post("/shops/" + shop + "/payments/" + payment + "/reversal")
                        .with(citizen(holder))
                        .with(csrf())
                        .param("key", bad))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("key: ")));
    }

    @ParameterizedTest
    @CsvSource({
        "before=x&programme=digital-wallet, before",
        "before=0&programme=digital-wallet, before",
        "before=99999999999999999999&programme=digital-wallet, before",
        "programme=digital-wallet, before",
        "before=1, programme",
        "before=1&programme=A, programme"
    })
    void badPageOfTakings_isSaidPlainly(String query, String field) throws Exception {
        page("/shops/" + shop + "/payments?" + query, holder)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString(field + ": ")));
    }

    @Test
    void api_givesBackAsBefore() throws Exception {
        platformAnswers(
                "reversal",
                "{\"id\":\"" + key + "\",\"payment\":\"" + payment + "\",\"outcome\":\"reversed\",\"reasons\":[]}",
                200);
        String body = "{\"amountSatang\":1,\"reason\":\"สินค้าหมด\"}";
        reversal(body)
                .andExpect(status().isOk())
                .andExpect(content()
                        .json(
                                "{\"id\":\"" + key + "\",\"payment\":\"" + payment
                                        + "\",\"outcome\":\"reversed\",\"reasons\":[]}",
                                org.springframework.test.json.JsonCompareMode.STRICT));
        platformAnswers("reversal", "{\"errors\":[{\"field\":\"id\"}]}", 404);
        reversal(body)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.errors[0].field").value("id"));
    }

    private void refused(String reasons) {
        platformAnswers(
                "reversal",
                "{\"id\":\"" + key + "\",\"payment\":\"" + payment + "\",\"outcome\":\"refused\",\"reasons\":["
                        + reasons + "]}",
                200);
    }

    private void platformTells(String rest, String body) {
        NEIGHBOUR.stubFor(get(urlEqualTo("/api/v1/merchants/" + shop + "/payments" + rest))
                .willReturn(okJson(body)));
    }

    private void platformAnswers(String what, String body, int status) {
        NEIGHBOUR.stubFor(post(urlEqualTo("/api/v1/payments/" + payment + "/" + what))
                .willReturn(okJson(body).withStatus(status)));
    }

    private static String number() {
        return String.format("%013d", UUID.randomUUID().getMostSignificantBits() >>> 24);
    }

    private ResultActions keeps(String citizenId, UUID kept) throws Exception {
        UUID customer = UUID.randomUUID();
        app(
                "/api/v1/customers/" + customer,
                "{\"citizenId\":\"" + citizenId + "\",\"nameTh\":\"มาลี ทองดี\",\"account\":\"" + citizenId + "\"}");
        return register(kept, ",\"holder\":\"" + customer + "\"");
    }

    private ResultActions register(UUID kept, String more) throws Exception {
        return app(
                "/api/v1/merchants/" + kept,
                "{\"name\":\"ร้านโชห่วย\",\"class\":\"small-shop\",\"district\":\"1001\",\"goods\":[\"food\"]" + more
                        + "}");
    }

    private ResultActions app(String path, String body) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.put(path)
                .with(jwt().authorities(new SimpleGrantedAuthority("ROLE_bank-app")))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private ResultActions page(String path, String citizenId) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.get(path).with(citizen(citizenId)));
    }

    private ResultActions send(
            UUID at, String what, String citizenId, String extent, String baht, String reason, String step)
            throws Exception {
        return mvc.perform(form(at, what)
                .with(citizen(citizenId))
                .param("extent", extent)
                .param("baht", baht)
                .param("reason", reason)
                .param("step", step));
    }

    private ResultActions ask(UUID at, String citizenId, String grounds) throws Exception {
        return mvc.perform(form(at, "case").with(citizen(citizenId)).param("grounds", grounds));
    }

    private MockHttpServletRequestBuilder form(UUID at, String what) {
        return MockMvcRequestBuilders.post("/shops/" + at + "/payments/" + payment + "/" + what)
                .with(csrf())
                .param("key", key.toString());
    }

    private static RequestPostProcessor citizen(String citizenId) {
        return oidcLogin()
                .idToken(token -> token.claim("citizen_id", citizenId))
                .authorities(new SimpleGrantedAuthority("ROLE_citizen"));
    }

    private ResultActions reversal(String body) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.post("/api/v1/payments/" + payment + "/reversal")
                .with(jwt().authorities(new SimpleGrantedAuthority("ROLE_bank-app")))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }
}
