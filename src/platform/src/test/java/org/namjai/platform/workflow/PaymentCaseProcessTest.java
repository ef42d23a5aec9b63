package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.EngineSlice;
import org.namjai.platform.payment.TestShopping;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.workflow.EngineRest.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A payment case on the real engine: every way through it, two people where money follows, and no way past them. */
class PaymentCaseProcessTest extends EngineSlice {
    private static final List<String> BANGKOK = List.of("tasklist", "case-worker-10");
    private static final List<String> CHIANG_MAI = List.of("tasklist", "case-worker-50");
    private static final ParticipantId TONGLOR = new ParticipantId("tonglor");
    private static final String GROUNDS = "จ่ายแล้วแต่ร้านไม่ได้ให้ของ โทร 0812345678";
    private static final long WALLET = 50_000;
    private static final long PAID = 20_000;

    @Autowired
    private PaymentCaseStarter starter;

    @Autowired
    private MisuseWatcher watcher;

    @Autowired
    private TestShopping shopping;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ResourceConfig resources;

    @Autowired
    private ApplicationContext beans;

    @Autowired
    private IdentityService identity;

    @Autowired
    private JdbcClient jdbc;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static EngineRest rest;

    private final UUID shop = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // made before each test
    private TestShopping.Person payer;

    @SuppressWarnings("NullAway.Init") // made before each test
    private UUID payment;

    @BeforeAll
    static void nothingWasPassed() {
        PassedElements.forget();
    }

    @AfterAll
    static void everyElement_wasPassed() {
        assertThat(PassedElements.missedOf("payment-case")).isEmpty();
    }

    @BeforeEach
    void aPurchaseOfBuasCustomerAtAShopOfKhaohoms() {
        starter.stop();
        watcher.stop();
        if (rest == null) rest = new EngineRest(resources, beans, identity);
        join(TestShopping.KHAOHOM, "ธนาคารข้าวหอม", "Khaohom Bank");
        payer = shopping.personWith(WALLET, "1001");
        shopping.shop(shop, "small-shop", "1001");
        payment = shopping.pays(payer, shop, PAID);
    }

    @Test
    void dispute_isDismissedByOne_andBothParticipantsReadWhy() throws Exception {
        String id = disputed();
        assertThat(tasks.getIdentityLinksForTask(task(id).getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactlyInAnyOrder("case-worker", "case-worker-10");

        decide(id, "pc-a", "dismiss");

        for (ParticipantId concerned : List.of(BUA, TestShopping.KHAOHOM)) {
            read(id, participant(concerned))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.state").value("closed"))
                    .andExpect(jsonPath("$.outcome").value("dismissed"))
                    .andExpect(jsonPath("$.note").value("ดูหลักฐานแล้ว"))
                    .andExpect(jsonPath("$.evidence").doesNotExist())
                    .andExpect(content().string(not(containsString("pc-a"))));
        }
        assertThat(shopping.balance(payer)).isEqualTo(WALLET - PAID);
        assertThat(audit(id)).containsExactly("pc-a decided");
    }

    @Test
    void caseIsToldToThoseItConcernsOnly() throws Exception {
        String id = disputed();

        read(id, participant(TONGLOR)).andExpect(status().isNotFound());
        read(UUID.randomUUID().toString(), participant(BUA)).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/payment-cases").with(participant(TONGLOR)))
                .andExpect(content().string(not(containsString(id))));
        mvc.perform(get("/api/v1/payment-cases").with(participant(TestShopping.KHAOHOM)))
                .andExpect(content().string(containsString(id)));
        for (String role : List.of("operator", "auditor")) {
            read(id, role(role))
                    .andExpect(jsonPath("$.state").value("open"))
                    .andExpect(jsonPath("$.evidence.satang").value(PAID));
        }
    }

    @Test
    void dispute_isTakenOnceAndOnlyFromWhoseCustomerPaidOrWasPaid() throws Exception {
        String first = disputed();
        dispute(BUA, "k1", "payer", GROUNDS).andExpect(jsonPath("$.id").value(first));
        dispute(BUA, "k1", "payer", GROUNDS + "!").andExpect(status().isUnprocessableEntity());
        dispute(BUA, "k2", "payer", GROUNDS).andExpect(status().isConflict());
        dispute(BUA, "k3", "merchant", GROUNDS).andExpect(status().isNotFound());
        dispute(TestShopping.KHAOHOM, "k1", "payer", GROUNDS).andExpect(status().isNotFound());
        dispute(TONGLOR, "k1", "merchant", GROUNDS).andExpect(status().isNotFound());
        dispute(TestShopping.KHAOHOM, "k1", "merchant", GROUNDS).andExpect(status().isAccepted());
        payment = UUID.randomUUID();
        dispute(BUA, "k4", "payer", GROUNDS).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"as\":\"payer\",\"grounds\":\"short\"} | grounds",
                "{\"as\":\"payer\"} | grounds",
                "{\"as\":\"bank\",\"grounds\":\"long enough to be read\"} | as",
                "{\"grounds\":\"long enough to be read\"} | as",
                "{\"as\":\"payer\",\"grounds\":\"long enough to be read\",\"x\":1} | x",
            })
    void malformedDispute_isRefusedByField(String body, String field) throws Exception {
        mvc.perform(post("/api/v1/payments/{id}/dispute", payment)
                        .with(participant(BUA))
                        .header("Idempotency-Key", "k")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field));
    }

    @Test
    void words_standInTheFileAlone_whichIsShownToTheProvinceAndOnRecord() throws Exception {
        String id = disputed();
        String kept = Stream.of("act_ru_variable", "act_ru_task", "act_ru_execution", "act_hi_taskinst")
                .map(table -> jdbc.sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
                        .query(String.class)
                        .single())
                .reduce("", String::concat);
        assertThat(kept)
                .contains(id)
                .doesNotContain(
                        "0812345678", payer.pseudonym().value(), payer.citizen().digits());

        mvc.perform(get("/payment-cases/{id}", id).with(worker("pc-a", "PROVINCE_10")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(GROUNDS)))
                .andExpect(content().string(containsString(">200</td>")))
                .andExpect(content().string(not(containsString(payer.citizen().digits()))));
        mvc.perform(get("/payment-cases/{id}", id).with(worker("pc-c", "PROVINCE_50")))
                .andExpect(status().isNotFound());
        mvc.perform(get("/payment-cases/{id}", id)
                        .with(oidcLogin()
                                .idToken(token -> token.claim(
                                        "citizen_id", payer.citizen().digits()))
                                .authorities(AuthorityUtils.createAuthorityList("ROLE_case-worker"))))
                .andExpect(status().isNotFound());
        assertThat(audit(id)).containsExactly("pc-a viewed");
    }

    @Test
    void reversal_takesTwo_whoMaySendItBack_andGivesTheWholePaymentBack() throws Exception {
        String id = disputed();
        decide(id, "pc-a", "reverse");
        read(id, participant(BUA))
                .andExpect(jsonPath("$.state").value("to-confirm"))
                .andExpect(jsonPath("$.outcome").doesNotExist());
        assertThatThrownBy(() -> confirm(id, "pc-a", "true")).hasMessageContaining("You proposed this decision");
        assertThat(shopping.balance(payer)).isEqualTo(WALLET - PAID);

        confirm(id, "pc-b", "false");
        read(id, participant(BUA)).andExpect(jsonPath("$.state").value("open"));
        decide(id, "pc-b", "reverse");
        assertThatThrownBy(() -> confirm(id, "pc-b", "true")).hasMessageContaining("You proposed this decision");
        confirm(id, "pc-a", "true");

        assertThat(shopping.balance(payer)).isEqualTo(WALLET);
        read(id, participant(TestShopping.KHAOHOM))
                .andExpect(jsonPath("$.outcome").value("reversed"));
        assertThat(audit(id))
                .containsSubsequence(
                        "pc-a decided",
                        "pc-a refused",
                        "pc-b sent-back",
                        "pc-b decided",
                        "pc-b refused",
                        "pc-a confirmed");
    }

    @Test
    void whatWasReversedBefore_comesBackToBeDecidedAnew() throws Exception {
        String disputed = disputed();
        dispute(TestShopping.KHAOHOM, "k1", "merchant", GROUNDS);
        String wanted = startedLast("reversal");
        for (String id : List.of(disputed, wanted)) {
            decide(id, "pc-a", "reverse");
            confirm(id, "pc-b", "true");
        }

        assertThat(shopping.balance(payer)).isEqualTo(WALLET);
        assertThat(tasks.getVariable(task(wanted).getId(), Case.REASON_EN).toString())
                .startsWith("It could not be reversed");
        assertThat(audit(wanted)).contains("platform impossible");
        decide(wanted, "pc-a", "dismiss");
        read(wanted, participant(BUA)).andExpect(jsonPath("$.outcome").value("dismissed"));
    }

    @Test
    void suspension_takesTwo_andTheShopIsNotPaidAnyMore() throws Exception {
        String id = flagged();
        assertThatThrownBy(() -> decide(id, "pc-a", "reverse")).hasMessageContaining("does not fit this case");
        decide(id, "pc-a", "suspend");
        shopping.pays(payer, shop, 100);
        confirm(id, "pc-b", "true");

        assertThat(shopping.refusals(payer, shop, 100)).containsExactly("merchant-suspended");
        read(id, participant(TestShopping.KHAOHOM))
                .andExpect(jsonPath("$.outcome").value("merchant-suspended"));
        read(id, participant(BUA)).andExpect(status().isNotFound());
    }

    @Test
    void whatComesWithTheConfirmation_cannotChangeTheDecision() throws Exception {
        String id = disputed();
        decide(id, "pc-a", "suspend");
        String task = task(id).getId();
        call("pc-b", BANGKOK, "task/" + task + "/claim", "{\"userId\":\"pc-b\"}");
        String noAnswer = "{\"variables\":{\"reviewNote\":{\"value\":\"เห็นด้วย\"}}}";
        assertThat(call("pc-b", BANGKOK, "task/" + task + "/complete", noAnswer).status())
                .isEqualTo(403);

        String other =
                "{\"variables\":{\"approved\":{\"value\":\"true\"},\"measure\":{\"value\":\"reverse\"},\"reviewNote\":{\"value\":\"เห็นด้วย\"}}}";
        assertThat(call("pc-b", BANGKOK, "task/" + task + "/complete", other).status())
                .isIn(200, 204);

        assertThat(shopping.balance(payer)).isEqualTo(WALLET - PAID);
        assertThat(shopping.refusals(payer, shop, 100)).containsExactly("merchant-suspended");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    claim       | {"userId":"pc-other"}
                    assignee    | {"userId":"pc-x"}
                    complete    | {"variables":{"measure":{"value":"dismiss"},"reviewNote":{"value":"ไม่พบหลักฐาน"}}}
                    submit-form | {"variables":{"measure":{"value":"dismiss"},"reviewNote":{"value":"ไม่พบหลักฐาน"}}}
                    delegate    | {"userId":"pc-x"}
                    resolve     | {}
                    """)
    void whoDidNotClaim_getsNoWayPast(String way, String body) throws Exception {
        String id = disputed();
        for (List<String> groups : List.of(BANGKOK, List.of("tasklist", "case-worker"), List.of("camunda-admin"))) {
            Answer answer = call("pc-x", groups, "task/" + task(id).getId() + "/" + way, body);
            assertThat(answer.status()).as(way + groups + answer.body()).isEqualTo(403);
        }
        read(id, participant(BUA)).andExpect(jsonPath("$.state").value("open"));
    }

    @Test
    void decisionWithoutReasonOrOfAnotherProvince_isRefused() throws Exception {
        String id = disputed();
        String task = "task/" + task(id).getId();
        assertThat(call("pc-c", CHIANG_MAI, task + "/claim", "{\"userId\":\"pc-c\"}")
                        .status())
                .isEqualTo(403);
        assertThat(call("pc-a", BANGKOK, task + "/claim", "{\"userId\":\"pc-a\"}")
                        .status())
                .isEqualTo(204);
        for (String variables : List.of(
                "{\"measure\":{\"value\":\"dismiss\"}}",
                "{\"measure\":{\"value\":\"pay-me\"},\"reviewNote\":{\"value\":\"ไม่พบหลักฐาน\"}}",
                "{\"reviewNote\":{\"value\":\"ไม่พบหลักฐาน\"}}")) {
            assertThat(call("pc-a", BANGKOK, task + "/complete", "{\"variables\":" + variables + "}"))
                    .satisfies(answer -> assertThat(answer.status()).isEqualTo(403))
                    .satisfies(answer -> assertThat(answer.body()).contains("reviewNote"));
        }
    }

    private String disputed() throws Exception {
        String answer = dispute(BUA, "k1", "payer", GROUNDS)
                .andExpect(status().isAccepted())
                .andReturn()
                .getResponse()
                .getContentAsString();
        CaseSlice.workAll(starter);
        return new ObjectMapper().readTree(answer).path("id").asText();
    }

    private String startedLast(String kind) {
        CaseSlice.workAll(starter);
        return jdbc.sql("select id::text from payment_case where payment_id = ? and kind = ?")
                .params(payment, kind)
                .query(String.class)
                .single();
    }

    /** As the watch would. */
    private String flagged() {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into payment_case (id, kind, programme, subject_kind, subject, pattern, reason_th, reason_en,
                            evidence, evidence_from, evidence_to, merchant_id, district, participants, opened_at)
                        values (:id, 'misuse', 'digital-wallet', 'merchant', :shop::text, 'cash-for-discount', 'ก', 'c',
                            '{"payments": 6}', now() - interval '10 minutes', now(), :shop, '1001', '{khaohom}', now())
                        """)
                .param("id", id)
                .param("shop", shop)
                .update();
        CaseSlice.workAll(starter);
        return id.toString();
    }

    private Task task(String id) {
        return tasks.createTaskQuery().processInstanceBusinessKey(id).singleResult();
    }

    private void decide(String id, String worker, String measure) {
        complete(id, worker, Map.of("measure", measure, "reviewNote", "ดูหลักฐานแล้ว"));
    }

    private void confirm(String id, String worker, String approved) {
        complete(id, worker, Map.of("approved", approved, "reviewNote", "ตรวจซ้ำแล้ว"));
    }

    private void complete(String id, String worker, Map<String, Object> variables) {
        Task task = task(id);
        identity.setAuthentication(worker, BANGKOK);
        try {
            if (task.getAssignee() == null) tasks.claim(task.getId(), worker);
            tasks.complete(task.getId(), variables);
        } catch (RuntimeException e) {
            if (worker.equals(task(id).getAssignee())) tasks.setAssignee(task.getId(), null);
            throw e;
        } finally {
            identity.clearAuthentication();
        }
    }

    private Answer call(String user, List<String> groups, String path, String body) throws Exception {
        return rest.call(user, groups, "POST", path, body);
    }

    private List<String> audit(String id) {
        return jdbc.sql("select who || ' ' || what from payment_case_audit where case_id = ? order by number")
                .param(UUID.fromString(id))
                .query(String.class)
                .list();
    }

    private ResultActions dispute(ParticipantId from, String key, String as, String grounds) throws Exception {
        return mvc.perform(post("/api/v1/payments/{id}/dispute", payment)
                .with(participant(from))
                .header("Idempotency-Key", shop + key)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"as\":\"" + as + "\",\"grounds\":\"" + grounds + "\"}"));
    }

    private ResultActions read(String id, RequestPostProcessor caller) throws Exception {
        return mvc.perform(get("/api/v1/payment-cases/{id}", id).with(caller));
    }

    private static RequestPostProcessor participant(ParticipantId id) {
        return jwt().jwt(token -> token.claim("participant_id", id.value()))
                .authorities(AuthorityUtils.createAuthorityList("ROLE_participant"));
    }

    private static RequestPostProcessor role(String role) {
        return jwt().authorities(AuthorityUtils.createAuthorityList("ROLE_" + role));
    }

    private static RequestPostProcessor worker(String name, String province) {
        return oidcLogin()
                .idToken(token -> token.subject(name))
                .authorities(AuthorityUtils.createAuthorityList("ROLE_case-worker", province));
    }
}
