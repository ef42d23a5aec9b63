package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.TableDecision;
import org.namjai.platform.request.TableDecisions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.AuthorityUtils;

/** What the eligibility table decided is kept: on what, by which rule of which version, and why. */
class DecisionRecordTest extends CaseSlice {
    @Autowired
    private TableDecisions decisions;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void decision_isKeptWithInputsRulesVersionAndReason() {
        tooRich();
        RequestId id = decided();

        TableDecision kept = decisions.of(id).get(0).decision();

        assertThat(kept.table()).isEqualTo(PROGRAMME + "-eligibility");
        assertThat(kept.version()).isPositive();
        assertThat(kept.outcome()).isEqualTo("ineligible");
        assertThat(kept.reason().code()).isEqualTo("income-over-limit");
        assertThat(kept.reason().th()).isNotBlank();
        assertThat(kept.reason().en()).isNotBlank();
        assertThat(kept.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.id()).isNotBlank();
            assertThat(rule.description()).isNotBlank();
        });
        assertThat(kept.basis().inputs())
                .filteredOn(input -> input.label().contains("Income"))
                .singleElement()
                .satisfies(input -> assertThat(input.value()).hasToString(String.valueOf(INCOME_OVER_LIMIT)));
        assertThat(kept.basis().variables()).containsKey("incomeSatang");
    }

    @Test
    void person_readsInTheApiWhatWouldHaveToBeDifferent() throws Exception {
        tooRich();
        RequestId id = decided();

        mvc.perform(get("/api/v1/requests/{id}", id)
                        .with(jwt().jwt(token -> token.claim("azp", "super-app"))
                                .authorities(AuthorityUtils.createAuthorityList("ROLE_super-app"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.decisions[0].outcome").value("ineligible"))
                .andExpect(jsonPath("$.decisions[0].rules[0].id").isNotEmpty())
                .andExpect(jsonPath("$.decisions[0].inputs[?(@.value.en == '840,000.17 baht')]")
                        .exists())
                .andExpect(jsonPath("$.decisions[0].wouldNeed.length()").value(1))
                .andExpect(jsonPath("$.decisions[0].wouldNeed[0][0].actual.th").value("840,000.17 บาท"))
                .andExpect(jsonPath("$.decisions[0].wouldNeed[0][0].needed.th").value("ไม่เกิน 840,000 บาท"))
                .andExpect(jsonPath("$.decisions[0].wouldNeed[0][0].needed.en").value("at most 840,000 baht"));
    }

    @Test
    void person_readsOnThePageWhatWouldHaveToBeDifferent() throws Exception {
        tooRich();
        RequestId id = decided();

        mvc.perform(get("/requests/{id}", id)
                        .with(oidcLogin()
                                .idToken(token -> token.claim("citizen_id", person.digits()))
                                .authorities(AuthorityUtils.createAuthorityList("ROLE_citizen"))))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("ไม่เกิน 840,000 บาท")))
                .andExpect(content().string(containsString("at most 840,000 baht")))
                .andExpect(content().string(containsString("What would have to be different")));
    }

    @Test
    void inputs_standNowhereInClear() {
        tooRich();
        RequestId id = decided();

        List<byte[]> sealed = jdbc.sql("select basis_sealed from request_decision where request_id = ?")
                .param(id.value())
                .query((row, n) -> row.getBytes(1))
                .list();
        assertThat(sealed).hasSize(1);
        assertThat(new String(sealed.get(0), StandardCharsets.ISO_8859_1))
                .doesNotContain(String.valueOf(INCOME_OVER_LIMIT));
    }

    @Test
    void keptDecision_cannotBeChangedOrTakenAway() {
        RequestId id = decided();

        assertThatThrownBy(() -> jdbc.sql("update request_decision set outcome = 'eligible' where request_id = ?")
                        .param(id.value())
                        .update())
                .hasStackTraceContaining("only ever added to");
        assertThatThrownBy(() -> jdbc.sql("delete from request_decision where request_id = ?")
                        .param(id.value())
                        .update())
                .hasStackTraceContaining("only ever added to");
    }
}
