package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
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
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.TestProgrammes;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.privacy.People;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.RequestState;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who was turned down appeals once, in time, and somebody else decides. */
class AppealProcessTest extends CaseSlice {
    private static final ProgrammeId FARMERS = new ProgrammeId("farmer-support");
    private static final String SEASON = "2567-68";

    /** Of the Digital Wallet, and for ten rai of rice. */
    private static final long GRANT = 1_000_000;

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

    @Autowired
    private PlatformTransactionManager transactions;

    /** Each test has plots of its own. */
    private final String plot = "plot-" + UUID.randomUUID();

    @BeforeAll
    static void nothingWasPassed() {
        PassedElements.forget();
    }

    @AfterAll
    static void everyElement_wasPassed() {
        assertThat(PassedElements.missedOf("appeal")).isEmpty();
    }

    @BeforeEach
    void nobodyStartsAppealsBeside() {
        starter.stop();
    }

    /** Turned down before it came to the claim, so it held no plot. */
    @Test
    void granted_takesThePlotsAgainSoThatNobodyElseIsPaidForThem() throws Exception {
        takesFarmers();
        RequestId id = farmerSaidToBeDead();
        appeal(id, "k1", GROUNDS).andExpect(status().isAccepted());
        workAll(starter);

        decide(id, "cw-second", "true");

        assertThat(state(id)).isEqualTo(RequestState.DISBURSING);
        assertThat(entitled(person)).isEqualTo(GRANT);
        RequestId other = farmerBeside(somebody());
        assertThat(state(other)).isEqualTo(RequestState.REJECTED);
        assertThat(reason(other)).isEqualTo("already-claimed");
    }

    @Test
    void plotsThatSomebodyElseGotMeanwhile_areNotPaidASecondTime() throws Exception {
        takesFarmers();
        RequestId id = farmerSaidToBeDead();
        CitizenId neighbour = somebody();
        assertThat(state(farmerBeside(neighbour))).isEqualTo(RequestState.DISBURSING);
        appeal(id, "k1", GROUNDS).andExpect(status().isAccepted());
        workAll(starter);

        decide(id, "cw-second", "true");

        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
        assertThat(reason(id)).isEqualTo("already-claimed");
        assertThat(requests.find(id).orElseThrow().reasons().get(0).en()).contains("another request has claimed");
        assertThat(entitled(person)).isZero();
        assertThat(entitled(neighbour)).isEqualTo(GRANT);
    }

    @Test
    void plotsThatNoRegistryNames_cannotBeGrantedAndTheCaseStays() throws Exception {
        takesFarmers();
        registrySays("farmer", "{\"farmerRegistered\":false,\"plots\":[]}");
        RequestId id = farmer(person, house(), true);
        assertThat(reason(id)).isEqualTo("not-registered-farmer");
        appeal(id, "k1", GROUNDS).andExpect(status().isAccepted());
        workAll(starter);

        assertThatThrownBy(() -> decide(id, "cw-second", "true"))
                .hasMessageContaining("No record names the plot")
                .hasMessageContaining("ทะเบียนไม่ได้บอก");

        assertThat(state(id)).isEqualTo(RequestState.APPEALED);
        decide(id, "cw-second", "false");
        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
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
        budgetForOne(PROGRAMME);
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
                .contains(GRANT);
    }

    @Test
    void grantedWithoutBudget_isRejectedForIt() throws Exception {
        assertThat(books.balance(AccountRef.budget(PROGRAMME)).orElse(0L))
                .as("what other tests left")
                .isLessThan(GRANT);
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
    void personWhoAsksAgainInTheVeryMoment_hasThatRequestAndNoAppeal() throws Exception {
        tooRich();
        RequestId id = decided();
        var waiting = new TransactionTemplate(transactions).execute(status -> {
            livesBeside(id);
            var appealing = Executors.newSingleThreadExecutor();
            var answer = appealing.submit(() -> appeal(id, "k1", GROUNDS));
            await().until(() -> jdbc.sql("select exists (select from pg_locks where not granted)")
                    .query(Boolean.class)
                    .single());
            appealing.shutdown();
            return answer;
        });

        waiting.get().andExpect(status().isConflict());

        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
    }

    /** Another request of the same person, in this transaction. */
    private void livesBeside(RequestId id) {
        jdbc.sql(
                        """
                        insert into request (id, client, key, programme, participant, subject, round, unit, unit_key,
                            personal_sealed, state, received_at, next_try_at)
                        select gen_random_uuid(), client, key || '-again', programme, participant, subject, round, unit,
                            unit_key, personal_sealed, 'appealed', received_at, next_try_at from request where id = ?
                        """)
                .param(id.value())
                .update();
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

    private void budgetForOne(ProgrammeId programme) {
        programmes.appropriate(programme, GRANT, UUID.randomUUID().toString()).orThrow();
    }

    private void takesFarmers() {
        if (!programmes.find(FARMERS).orElseThrow().round().equals(SEASON)) {
            String newest = programmes.versions(FARMERS).get(0).definitionId();
            TestProgrammes.approved(proposals, TestProgrammes.publication(FARMERS, newest, SEASON, 1));
        }
        budgetForOne(FARMERS);
    }

    /** The civil register is wrong, the farmer register knows the plot. */
    private RequestId farmerSaidToBeDead() {
        grows(plot, "");
        RequestId id = farmer(person, house(), false);
        assertThat(reason(id)).isEqualTo("not-alive");
        return id;
    }

    /** Whose plot overlaps that of this test's person. */
    private RequestId farmerBeside(CitizenId neighbour) {
        grows("plot-" + UUID.randomUUID(), '"' + plot + '"');
        return farmer(neighbour, house(), true);
    }

    private static void grows(String plot, String overlaps) {
        registrySays(
                "farmer",
                """
                {"farmerRegistered":true,"farmerRegisteredOn":"2020-05-01","farmHouseholdCode":"F-1",
                 "plots":[{"plotId":"%s","district":"1001","crop":"rice","areaSquareWah":4000,
                           "registeredOn":"2024-06-01","landRight":true,"overlaps":[%s]}]}
                """
                        .formatted(plot, overlaps));
    }

    private RequestId farmer(CitizenId citizen, String house, boolean alive) {
        registrySays(
                "citizen",
                """
                {"nationality":"TH","birthDate":"1990-01-31","householdRegistered":true,"alive":%s,
                 "addressDistrict":"1001","houseCode":"%s","headOfHousehold":true}
                """
                        .formatted(alive, house));
        return decided(FARMERS, citizen, Map.of("declaration", true, "phone", "0812345678", "household", house));
    }

    private static String house() {
        return somebody().digits().substring(1, 12);
    }

    private String reason(RequestId id) {
        return requests.find(id).orElseThrow().reasons().get(0).code();
    }

    private long entitled(CitizenId farmer) {
        return books.balance(AccountRef.entitlement(FARMERS, people.enter(farmer)))
                .orElse(0L);
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
