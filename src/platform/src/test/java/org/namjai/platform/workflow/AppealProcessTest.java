package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.privacy.People;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.RequestState;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.ResultActions;

/** Who was turned down appeals once, in time, and somebody else decides. */
class AppealProcessTest extends CaseSlice {
    private static final String GROUNDS = "บัญชีนั้นเป็นบัญชีร่วม ไม่ใช่เงินของข้าพเจ้า";

    @Autowired
    private AppealStarter starter;

    @Autowired
    private TaskService tasks;

    @Autowired
    private IdentityService identity;

    @Autowired
    private Books books;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void nobodyStartsAppealsBeside() {
        starter.stop();
    }

    @Test
    void upheld_byAnybodyButWhoDecidedBefore() throws Exception {
        RequestId id = turnedDownBy("cw-first");
        appeal(id, "k1", GROUNDS).andExpect(status().isAccepted());
        assertThat(state(id)).isEqualTo(RequestState.APPEALED);
        workAll(starter);

        assertThatThrownBy(() -> decide(id, "cw-first", "true"))
                .hasMessageContaining("You have decided this case before");
        decide(id, "cw-second", "false");

        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
        assertThat(requests.find(id).orElseThrow().history())
                .extracting(step -> step.state())
                .containsSubsequence(RequestState.REJECTED, RequestState.APPEALED, RequestState.UPHELD);
        assertThat(jdbc.sql("select who from case_audit where request_id = ? and what = 'refused'")
                        .param(id.value())
                        .query(String.class)
                        .list())
                .containsExactly("cw-first");
    }

    @Test
    void granted_opensTheEntitlementWithTheRulesAmount() throws Exception {
        programmesBudgetForOne();
        tooRich();
        RequestId id = decided();
        appeal(id, "k1", GROUNDS).andExpect(status().isAccepted());
        workAll(starter);

        decide(id, "cw-second", "true");

        assertThat(state(id)).isEqualTo(RequestState.DISBURSING);
        assertThat(requests.find(id).orElseThrow().history())
                .extracting(step -> step.state())
                .contains(RequestState.APPEALED, RequestState.GRANTED, RequestState.APPROVED);
        assertThat(books.balance(AccountRef.entitlement(PROGRAMME, people.enter(person))))
                .contains(1_000_000L);
    }

    @Test
    void grantedWithoutBudget_isRejectedForIt() throws Exception {
        assertThat(books.balance(AccountRef.budget(PROGRAMME)).orElse(0L))
                .as("what other tests left")
                .isLessThan(1_000_000);
        tooRich();
        RequestId id = decided();
        appeal(id, "k1", GROUNDS);
        workAll(starter);

        decide(id, "cw-second", "true");

        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
        assertThat(requests.find(id).orElseThrow().reasons().get(0).code()).isEqualTo("budget-exhausted");
    }

    @Test
    void sameKey_isOneAppeal_otherKeyOrGroundsAreRefused() throws Exception {
        tooRich();
        RequestId id = decided();
        appeal(id, "k1", GROUNDS).andExpect(status().isAccepted());
        appeal(id, "k1", GROUNDS).andExpect(status().isAccepted());
        appeal(id, "k1", "Other grounds altogether").andExpect(status().isUnprocessableEntity());
        appeal(id, "k2", GROUNDS).andExpect(status().isConflict());
        assertThat(jdbc.sql("select count(*) from appeal where request_id = ?")
                        .param(id.value())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void tooLateTooShortOrSomebodyElses_isRefused() throws Exception {
        tooRich();
        RequestId id = decided();
        appeal(id, "k1", "short").andExpect(status().isBadRequest());
        appeal(new RequestId(UUID.randomUUID()), "k1", GROUNDS).andExpect(status().isNotFound());
        jdbc.sql("update request_history set at = at - interval '16 days' where request_id = ?")
                .param(id.value())
                .update();
        appeal(id, "k1", GROUNDS)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("can no longer be appealed")));
    }

    @Test
    void fromThePage_andItsGroundsStandInTheFileAlone() throws Exception {
        tooRich();
        RequestId id = decided();
        var citizen = oidcLogin()
                .idToken(token -> token.claim("citizen_id", person.digits()))
                .authorities(AuthorityUtils.createAuthorityList("ROLE_citizen"));
        mvc.perform(get("/requests/{id}", id).with(citizen))
                .andExpect(content().string(containsString("/requests/" + id + "/appeal")));
        mvc.perform(post("/requests/{id}/appeal", id)
                        .with(citizen)
                        .with(csrf())
                        .param("key", UUID.randomUUID().toString())
                        .param("grounds", GROUNDS))
                .andExpect(redirectedUrl("/requests/" + id));
        workAll(starter);

        mvc.perform(get("/cases/{id}", id)
                        .with(oidcLogin().authorities(AuthorityUtils.createAuthorityList("ROLE_case-worker"))))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(GROUNDS)));
        assertThat(jdbc.sql("select coalesce(string_agg(v::text, ' '), '') from act_ru_variable v")
                        .query(String.class)
                        .single())
                .doesNotContain(GROUNDS);
    }

    private void programmesBudgetForOne() {
        programmes
                .appropriate(PROGRAMME, 1_000_000, UUID.randomUUID().toString())
                .orThrow();
    }

    private RequestId turnedDownBy(String worker) {
        RequestId id = referred();
        decideTask(
                tasks.createTaskQuery()
                        .processInstanceBusinessKey(id.toString())
                        .singleResult(),
                worker,
                "false");
        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
        return id;
    }

    private void decide(RequestId id, String worker, String approved) {
        decideTask(
                tasks.createTaskQuery()
                        .processDefinitionKey("appeal")
                        .processVariableValueEquals(Case.REQUEST_ID, id.toString())
                        .singleResult(),
                worker,
                approved);
    }

    private void decideTask(Task task, String worker, String approved) {
        identity.setAuthentication(worker, List.of("tasklist", "case-worker"));
        try {
            tasks.claim(task.getId(), worker);
            tasks.complete(task.getId(), Map.of("approved", approved, "reviewNote", "ดูหลักฐานแล้ว"));
        } finally {
            identity.clearAuthentication();
        }
    }

    private ResultActions appeal(RequestId id, String key, String grounds) throws Exception {
        return mvc.perform(post("/api/v1/requests/{id}/appeal", id)
                .with(jwt().jwt(token -> token.claim("azp", "super-app"))
                        .authorities(AuthorityUtils.createAuthorityList("ROLE_super-app")))
                .header("Idempotency-Key", id + key)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"grounds\":\"" + grounds + "\"}"));
    }
}
