package org.namjai.platform.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ProgrammeControllerTest extends DomainSlice {
    private static final String WINDOW = "{\"opensAt\":\"2026-12-01T00:00:00Z\",\"closesAt\":\"2027-06-01T00:00:00Z\"}";

    @Test
    void approver_publishesOpensTheWindowAndGivesMoneyOnce() throws Exception {
        var id = new ProgrammeId("p-" + UUID.randomUUID().toString().substring(0, 8));
        programmes.register(id, "ใหม่", "New", "1");

        perform(post("/api/v1/programmes/{id}/publication", id), "approver", "").andExpect(status().isNoContent());
        perform(put("/api/v1/programmes/{id}/window", id), "approver", WINDOW).andExpect(status().isNoContent());
        for (int i = 0; i < 2; i++) {
            perform(appropriation(id), "approver", "{\"amountSatang\":500}")
                    .andExpect(status().isCreated())
                    .andExpect(jsonPath("$.number").isNotEmpty());
        }

        Programme programme = programmes.find(id).orElseThrow();
        assertThat(programme.isPublished()).isTrue();
        assertThat(programme.isSpendable(Instant.parse("2026-12-01T00:00:00Z"))).isTrue();
        assertThat(programme.isSpendable(Instant.parse("2027-06-01T00:00:00Z"))).isFalse();
        assertThat(books.balance(AccountRef.budget(id))).contains(500L);
        perform(appropriation(id), "approver", "{\"amountSatang\":501}").andExpect(status().isUnprocessableEntity());
    }

    @Test
    void wrongInput_isRefusedByField() throws Exception {
        perform(appropriation(PROGRAMME), "approver", "{\"amountSatang\":0}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("amountSatang"));
        perform(put("/api/v1/programmes/{id}/window", PROGRAMME), "approver", "{\"opensAt\":\"2027-01-01T00:00:00Z\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("closesAt"));
        perform(
                        put("/api/v1/programmes/{id}/window", PROGRAMME),
                        "approver",
                        "{\"opensAt\":\"2027-01-01T00:00:00Z\",\"closesAt\":\"2026-01-01T00:00:00Z\"}")
                .andExpect(status().isBadRequest());
        perform(post("/api/v1/programmes/{id}/publication", "no-such"), "approver", "")
                .andExpect(status().isNotFound());
    }

    @Test
    void othersThanTheApprover_mayNotMoveMoneyOrPublish() throws Exception {
        for (String role : List.of("operator", "programme-officer", "citizen", "participant", "super-app")) {
            perform(post("/api/v1/programmes/{id}/publication", PROGRAMME), role, "")
                    .andExpect(status().isForbidden());
            perform(put("/api/v1/programmes/{id}/window", PROGRAMME), role, WINDOW)
                    .andExpect(status().isForbidden());
            perform(appropriation(PROGRAMME), role, "{\"amountSatang\":1}").andExpect(status().isForbidden());
        }
    }

    @Test
    void operator_registersAParticipant_othersMayNot() throws Exception {
        var id = new ParticipantId("w" + UUID.randomUUID().toString().substring(0, 8));
        String body =
                """
                {"nameTh":"กระเป๋า","nameEn":"Wallet","x500Name":"O=%s, L=Bangkok, C=TH","baseUrl":"http://localhost:8099",
                 "ledgerPublicKeyset":"{}","state":"live"}
                """
                        .formatted(id);

        perform(put("/api/v1/participants/{id}", id), "approver", body).andExpect(status().isForbidden());
        perform(put("/api/v1/participants/{id}", id), "operator", body).andExpect(status().isNoContent());
        assertThat(participants.find(id).orElseThrow().isLive()).isTrue();
        perform(put("/api/v1/participants/{id}", id), "operator", body.replace("http://localhost:8099", "file:///etc"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("baseUrl"));
    }

    private static MockHttpServletRequestBuilder appropriation(ProgrammeId id) {
        return post("/api/v1/programmes/{id}/appropriations", id).header("Idempotency-Key", "first");
    }

    private ResultActions perform(MockHttpServletRequestBuilder request, String role, String body) throws Exception {
        return mvc.perform(
                request.with(role(role)).contentType(MediaType.APPLICATION_JSON).content(body));
    }
}
