package org.namjai.platform.account.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.platform.DomainSlice;

class BooksVerificationControllerTest extends DomainSlice {
    private static final String PROOF = "/api/v1/books/verification";

    private JsonNode last() throws Exception {
        return new ObjectMapper()
                .readTree(mvc.perform(get(PROOF).with(role("auditor")))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
    }

    private JsonNode prove() throws Exception {
        mvc.perform(post(PROOF).with(role("operator"))).andExpect(status().isAccepted());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !last().path("state").asText().equals("running"));
        return last();
    }

    @Test
    void operatorsProof_runsToItsEndAndNamesAWrongRow() throws Exception {
        programmes.appropriate(PROGRAMME, 100, UUID.randomUUID().toString()).orThrow();

        JsonNode clean = prove();
        assertThat(clean.path("state").asText()).as("%s", clean).isEqualTo("clean");
        assertThat(clean.path("transfers").asLong()).isPositive();
        assertThat(clean.path("doing").path("step").asInt())
                .isEqualTo(clean.path("doing").path("steps").asInt());

        change(1);
        try {
            JsonNode broken = prove();
            assertThat(broken.path("state").asText()).isEqualTo("broken");
            assertThat(broken.path("finding").path("law").asText())
                    .isEqualTo("every balance is the sum of its transfers");
            assertThat(broken.path("finding").path("row").asText()).startsWith("account ");
        } finally {
            change(-1);
        }
    }

    private void change(int satang) {
        jdbc.sql("update account set balance_satang = balance_satang + ? where kind = 'budget'")
                .param(satang)
                .update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"citizen", "participant", "super-app", "approver", "case-worker", "auditor"})
    void nobodyButAnOperator_startsAProof(String role) throws Exception {
        mvc.perform(post(PROOF).with(role(role))).andExpect(status().isForbidden());
    }
}
