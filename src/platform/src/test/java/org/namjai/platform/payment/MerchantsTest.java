package org.namjai.platform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.payment.RegisteredMerchant.State;
import org.namjai.platform.shared.FieldProblem;
import org.namjai.platform.shared.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

class MerchantsTest extends DomainSlice {
    private static final String TOLD =
            """
            {"name":"ร้านโชห่วย","class":"small-shop","district":"1001","goods":["food","general"],\
            "tax":{"status":"personal-income","tradingSince":2020,"yearsFiled":[2022,2023]},"postpaidMobile":true}""";

    @Autowired
    private Merchants merchants;

    @Autowired
    private MerchantQrs qrs;

    private final UUID id = UUID.randomUUID();

    @Test
    void whatIsTold_isKeptWhole() throws Exception {
        ask(put("/api/v1/merchants/{id}", id), participant(BUA), TOLD)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("active"));

        ask(get("/api/v1/merchants/{id}", id), participant(KHAOHOM), "")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("ร้านโชห่วย"))
                .andExpect(jsonPath("$.class").value("small-shop"))
                .andExpect(jsonPath("$.participant").value("bua"))
                .andExpect(jsonPath("$.goods").value(contains("food", "general")))
                .andExpect(jsonPath("$.tax.status").value("personal-income"))
                .andExpect(jsonPath("$.tax.tradingSince").value(2020))
                .andExpect(jsonPath("$.tax.yearsFiled").value(contains(2022, 2023)))
                .andExpect(jsonPath("$.postpaidMobile").value(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ร้านโชห่วย | ' ' | name",
                "small-shop | casino | class",
                "\"1001\" | \"1099\" | district",
                "[\"food\",\"general\"] | [] | goods",
                "[\"food\",\"general\"] | [\"food\",\"food\"] | goods",
                "[\"food\",\"general\"] | [\"Food\"] | goods",
                "[\"food\",\"general\"] | [null] | goods",
                "[\"food\",\"general\"] | null | goods",
                "personal-income | rich | tax.status",
                "personal-income | none | tax.tradingSince",
                "\"tradingSince\":2020, | '' | tax.tradingSince",
                "\"tradingSince\":2020 | \"tradingSince\":2567 | tax.tradingSince",
                "[2022,2023] | [2022,2022] | tax.yearsFiled",
                "[2022,2023] | [2019] | tax.yearsFiled",
                "[2022,2023] | [2566] | tax.yearsFiled",
                "\"postpaidMobile\":true | \"postpaidMobile\":\"0812345678\" | postpaidMobile",
                "\"postpaidMobile\":true | \"postpaidMobile\":true,\"state\":\"closed\" | state"
            })
    void impossibleMerchant_isRefusedByField(String part, String changed, String field) throws Exception {
        assertThat(TOLD).contains(part);
        ask(put("/api/v1/merchants/{id}", id), participant(BUA), TOLD.replace(part, changed))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field));
        assertThat(merchants.find(id)).isEmpty();
    }

    @Test
    void merchantOfAnotherBank_isReadButNeitherChangedNorMovedNorPictured() throws Exception {
        merchants.register(TestMerchants.shop(id, KHAOHOM, "1001"), State.ACTIVE);

        ask(put("/api/v1/merchants/{id}", id), participant(BUA), TOLD).andExpect(status().isNotFound());
        ask(put("/api/v1/merchants/{id}/state", id), participant(BUA), state("suspended"))
                .andExpect(status().isNotFound());
        ask(get("/api/v1/merchants/{id}/changes", id), participant(BUA), "").andExpect(status().isNotFound());
        ask(get("/api/v1/merchants/{id}/qr", id), participant(BUA), "").andExpect(status().isNotFound());
        ask(get("/api/v1/merchants/{id}/qr", id).accept(MediaType.IMAGE_PNG), participant(BUA), "")
                .andExpect(status().isNotFound());
        ask(get("/api/v1/merchants/{id}", id), participant(BUA), "").andExpect(status().isOk());
    }

    @Test
    void everyChange_isKeptWithWhoAndWhy() throws Exception {
        ask(put("/api/v1/merchants/{id}", id), participant(BUA), TOLD.replace("true}", "true,\"state\":\"applied\"}"));
        ask(put("/api/v1/merchants/{id}/state", id), participant(BUA), state("active"))
                .andExpect(status().isOk());
        ask(put("/api/v1/merchants/{id}", id), participant(BUA), TOLD.replace("small-shop", "convenience"))
                .andExpect(jsonPath("$.state").value("active"));
        ask(put("/api/v1/merchants/{id}/state", id), role("operator"), state("suspended"))
                .andExpect(status().isOk());

        ask(get("/api/v1/merchants/{id}/changes", id), role("auditor"), "")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].state").value(contains("suspended", "active", "active", "applied")))
                .andExpect(jsonPath("$[0].by").value(startsWith("operator ")))
                .andExpect(jsonPath("$[0].reason").value("เหตุผล"))
                .andExpect(jsonPath("$[0].told.class").value("convenience"))
                .andExpect(jsonPath("$[3].by").value("participant bua"))
                .andExpect(jsonPath("$[3].told.class").value("small-shop"));
        assertThatThrownBy(() -> jdbc.sql("delete from merchant_change where merchant = ?")
                        .param(id)
                        .update())
                .hasStackTraceContaining("only ever added to");
    }

    @ParameterizedTest
    @CsvSource({
        "applied, suspended",
        "active, active",
        "suspended, suspended",
        "closed, active",
        "closed, suspended",
        "closed, closed"
    })
    void stateThatCantFollow_isRefused(String from, String to) throws Exception {
        merchants.register(TestMerchants.shop(id, BUA, "1001"), from.equals("applied") ? State.APPLIED : State.ACTIVE);
        if (from.equals("suspended") || from.equals("closed")) {
            merchants.move(id, State.of(from), "เหตุผล", Merchants.Actor.participant(BUA));
        }

        ask(put("/api/v1/merchants/{id}/state", id), participant(BUA), state(to))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.errors[0].field").value("state"));
        assertThat(merchants.find(id).orElseThrow().state().code()).isEqualTo(from);
    }

    @Test
    void closedMerchant_isNotChangedAnyMore_andSuspensionByAnOperator_isLiftedByOneOnly() throws Exception {
        merchants.register(TestMerchants.shop(id, BUA, "1001"), State.ACTIVE);
        ask(put("/api/v1/merchants/{id}/state", id), role("operator"), state("suspended"));
        ask(put("/api/v1/merchants/{id}/state", id), participant(BUA), state("active"))
                .andExpect(status().isConflict());
        ask(put("/api/v1/merchants/{id}/state", id), role("operator"), state("active"))
                .andExpect(status().isOk());
        ask(put("/api/v1/merchants/{id}/state", id), participant(BUA), state("closed"))
                .andExpect(status().isOk());
        ask(put("/api/v1/merchants/{id}", id), participant(BUA), TOLD).andExpect(status().isNotFound());
        ask(put("/api/v1/merchants/{id}/state", id), participant(BUA), "{\"state\":\"gone\",\"reason\":\" \"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("state", "reason")));
    }

    @Test
    void operatorSuspendsWhatTheParticipantSuspended_thenThatOneCantLiftItAnyMore() throws Exception {
        merchants.register(TestMerchants.shop(id, BUA, "1001"), State.ACTIVE);
        ask(put("/api/v1/merchants/{id}/state", id), participant(BUA), state("suspended"))
                .andExpect(status().isOk());

        ask(put("/api/v1/merchants/{id}/state", id), role("operator"), state("suspended"))
                .andExpect(status().isOk());

        ask(put("/api/v1/merchants/{id}/state", id), participant(BUA), state("active"))
                .andExpect(status().isConflict());
        ask(put("/api/v1/merchants/{id}/state", id), role("operator"), state("suspended"))
                .andExpect(status().isConflict());
        assertThat(merchants.find(id).orElseThrow().state()).isEqualTo(State.SUSPENDED);
    }

    @Test
    void codes_areMadeAsTextAndPicturesAndReadByEveryBank() throws Exception {
        merchants.register(TestMerchants.shop(id, KHAOHOM, "1001"), State.ACTIVE);
        String text = new ObjectMapper()
                .readTree(
                        ask(get("/api/v1/merchants/{id}/qr?amountSatang=12345&bill=INV7", id), participant(KHAOHOM), "")
                                .andExpect(status().isOk())
                                .andReturn()
                                .getResponse()
                                .getContentAsString())
                .path("qr")
                .asText();

        ask(post("/api/v1/qr-readings"), participant(BUA), "{\"qr\":\"" + text + "\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.merchant.id").value(id.toString()))
                .andExpect(jsonPath("$.merchant.name").value("ร้านข้าวแกง"))
                .andExpect(jsonPath("$.dynamic").value(true))
                .andExpect(jsonPath("$.amountSatang").value(12_345))
                .andExpect(jsonPath("$.bill").value("INV7"))
                .andExpect(jsonPath("$.endsAt").isNotEmpty());
        ask(get("/api/v1/merchants/{id}/qr", id).accept(MediaType.IMAGE_PNG), participant(KHAOHOM), "")
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "image/png"));
        ask(get("/api/v1/merchants/{id}/qr", id).accept("image/svg+xml"), participant(KHAOHOM), "")
                .andExpect(status().isOk())
                .andExpect(content().string(startsWith("<svg")));
        ask(get("/api/v1/merchants/{id}/qr?amountSatang=0&minutes=0&bill=x", id), participant(KHAOHOM), "")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("amountSatang", "bill", "minutes")));
        ask(get("/api/v1/merchants/{id}/qr?amountSatang=much", id), participant(KHAOHOM), "")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("amountSatang")));
        ask(post("/api/v1/qr-readings"), participant(BUA), "{\"qr\":null}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("qr"));
    }

    @Test
    void codeThatIsNotOurs_orWasAltered_isRefusedByField() {
        merchants.register(TestMerchants.shop(id, KHAOHOM, "1001"), State.ACTIVE);
        RegisteredMerchant shop = merchants.find(id).orElseThrow();
        ThaiQr made = qrs.once(shop, 100, null, Duration.ofMinutes(5));
        String label = String.valueOf(made.label());
        String altered = (label.startsWith("Z") ? "Y" : "Z") + label.substring(1);
        var ours = (ThaiQr.BillPayment) made.target();

        assertThat(qrs.read(qrs.lasting(shop).text()).merchant()).isEqualTo(shop);
        assertRefused(new ThaiQr(made.target(), true, 1L, label), "qr.62.05");
        assertRefused(new ThaiQr(made.target(), true, 100L, altered), "qr.62.05");
        assertRefused(new ThaiQr(made.target(), true, 100L, label.toLowerCase(java.util.Locale.ROOT)), "qr.62.05");
        assertRefused(new ThaiQr(made.target(), true, 100L, null), "qr.62.05");
        assertRefused(new ThaiQr(made.target(), true, null, label), "qr.54");
        assertRefused(
                new ThaiQr(new ThaiQr.BillPayment(ours.biller(), ours.reference1(), "OTHER"), true, 100L, label),
                "qr.62.05");
        assertRefused(
                new ThaiQr(new ThaiQr.BillPayment("099400000000001", ours.reference1(), null), false, null, null),
                "qr.30.01");
        for (String number : List.of("999999999", "0", "A1", "99999999999999999999")) {
            assertRefused(
                    new ThaiQr(new ThaiQr.BillPayment(ours.biller(), number, null), false, null, null), "qr.30.02");
        }
        assertRefused(
                new ThaiQr(new ThaiQr.CreditTransfer(ThaiQr.Proxy.MOBILE, "0066812345678"), false, null, null),
                "qr.30.01");
    }

    private void assertRefused(ThaiQr code, String field) {
        assertThatThrownBy(() -> qrs.read(code.text()))
                .isInstanceOfSatisfying(InvalidInput.class, refused -> assertThat(refused.problems())
                        .extracting(FieldProblem::field)
                        .containsExactly(field));
    }

    private static String state(String state) {
        return "{\"state\":\"" + state + "\",\"reason\":\"เหตุผล\"}";
    }

    private ResultActions ask(MockHttpServletRequestBuilder call, RequestPostProcessor login, String body)
            throws Exception {
        return mvc.perform(
                call.with(login).contentType(MediaType.APPLICATION_JSON).content(body));
    }
}
