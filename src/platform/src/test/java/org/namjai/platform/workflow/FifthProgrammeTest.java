package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.EngineSlice;
import org.namjai.platform.TestProgrammes;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.payment.Judgement;
import org.namjai.platform.payment.SpendingFacts;
import org.namjai.platform.payment.SpendingRules;
import org.namjai.platform.privacy.People;
import org.namjai.platform.programme.NewProposal;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.ProgrammeVersion;
import org.namjai.platform.programme.Proposal;
import org.namjai.platform.request.NewRequest;
import org.namjai.platform.request.Receipt;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.RequestState;
import org.namjai.platform.request.Requests;
import org.namjai.platform.request.TopUps;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A programme that no Java knows: BPMN, DMN and forms over the engine's REST API, two people, a request, its money. */
class FifthProgrammeTest extends EngineSlice {
    private static final Random RANDOM = new Random();
    private static final long GRANT = 300_000;

    @Autowired
    private RequestStarter starter;

    @Autowired
    private TopUpRunner topUpRunner;

    @Autowired
    private TopUps topUps;

    @Autowired
    private SpendingRules spending;

    @Autowired
    private Requests requests;

    @Autowired
    private Books books;

    @Autowired
    private People people;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private VersionMigration migration;

    @Autowired
    private JdbcClient jdbc;

    /** Each test draws its own, so that none meets another's. */
    private final ProgrammeId id = new ProgrammeId("boat-" + "abcdefghij".charAt(RANDOM.nextInt(10)) + "-"
            + Long.toString(Math.abs(RANDOM.nextLong()), 36).replaceAll("[^a-z]", "x"));

    @BeforeEach
    void nobodyWorksBeside() {
        starter.stop();
        topUpRunner.stop();
    }

    @Test
    void fileToMoney_withoutJava() throws Exception {
        deploy(files("1.0.0")).andExpect(status().isOk());
        assertThat(programmes.find(id).orElseThrow().state()).isEqualTo(Programme.State.DRAFT);
        ProgrammeVersion draft = programmes.versions(id).get(0);
        assertThat(draft.deployedBy()).isEqualTo("suda");
        assertThat(draft.warnings()).isEmpty();

        String proposal = json(api(
                                MockMvcRequestBuilders.post("/api/v1/programmes/{id}/proposals", id),
                                officer(),
                                publication("1"))
                        .andExpect(status().isCreated()))
                .path("id")
                .asText();
        api(MockMvcRequestBuilders.post("/api/v1/proposals/{id}/approval", proposal), approver("suda"), "")
                .andExpect(status().isForbidden());
        api(MockMvcRequestBuilders.post("/api/v1/proposals/{id}/approval", proposal), approver("thira"), "")
                .andExpect(status().isNoContent());

        CitizenId person = somebody();
        RequestId request = asked(person, 8);
        drain();
        assertThat(state(request)).isEqualTo(RequestState.APPROVED);
        assertThat(entitlement(person)).isEqualTo(GRANT);
        RequestId tooLong = asked(somebody(), 13);
        drain();
        assertThat(state(tooLong)).isEqualTo(RequestState.REJECTED);
        assertThat(requests.find(tooLong).orElseThrow().reasons().get(0).code()).isEqualTo("boat-too-long");
    }

    @Test
    void roundThatTheVersionDoesNotKnow_isNotProposed() throws Exception {
        deploy(files("1.0.0")).andExpect(status().isOk());

        api(MockMvcRequestBuilders.post("/api/v1/programmes/{id}/proposals", id), officer(), publication("1999"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("round"));
    }

    @Test
    void refusedDeployment_leavesNothing() throws Exception {
        long deployments = repository.createDeploymentQuery().count();
        Map<String, byte[]> files = files("1.0.0");
        files.computeIfPresent(id + ".bpmn", (name, content) -> replaced(content, "#{referRequest}", "#{dataSource}"));

        deploy(files)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.message")
                        .value(allOf(
                                containsString(
                                        "Deployment refused: " + id
                                                + ".bpmn, element Task_ReferRequest: '#{dataSource}' is not one of Namjai's task types."),
                                containsString("ไม่รับ " + id
                                        + ".bpmn ที่ Task_ReferRequest: '#{dataSource}' ไม่ใช่ชนิดงานของน้ำใจ"))));

        assertThat(repository.createDeploymentQuery().count()).isEqualTo(deployments);
        assertThat(programmes.find(id)).isEmpty();
        Map<String, byte[]> platforms = Map.of("disbursement.bpmn", Models.read("disbursement.bpmn"));
        deploy(platforms).andExpect(status().isBadRequest());
    }

    @Test
    void waitingRequest_moves_toTheNewVersionAndTheOneThatCannotStays() throws Exception {
        published("1.0.0");
        String first = definition();
        RequestId moving = referred();
        Map<String, byte[]> second = files("2.0.0");
        deploy(second).andExpect(status().isOk());
        TestProgrammes.approved(proposals, TestProgrammes.publication(id, newest(), "1", 0));
        assertThat(task(moving).getProcessDefinitionId())
                .as("goes on where it began")
                .isEqualTo(first);

        MigrationReport report = migration.migrate(id, first, "suda").orElseThrow();

        assertThat(report.moved()).containsExactly(moving.toString());
        assertThat(task(moving).getProcessDefinitionId()).isEqualTo(definition());
        complete(moving);
        assertThat(state(moving)).isEqualTo(RequestState.APPROVED);

        String before = definition();
        RequestId staying = referred();
        Map<String, byte[]> third = files("3.0.0");
        third.computeIfPresent(
                id + ".bpmn", (name, content) -> replaced(content, "Task_ReviewRequest", "Task_LookAtIt"));
        deploy(third).andExpect(status().isOk());
        TestProgrammes.approved(proposals, TestProgrammes.publication(id, newest(), "1", 0));
        MigrationReport second3 = migration.migrate(id, before, "suda").orElseThrow();
        assertThat(second3.moved()).isEmpty();
        assertThat(second3.stayed())
                .singleElement()
                .returns(staying.toString(), MigrationReport.Stayed::request)
                .satisfies(stayed -> assertThat(stayed.reason()).contains("Task_ReviewRequest"));
        assertThat(task(staying).getProcessDefinitionId()).isEqualTo(before);
        complete(staying);
        assertThat(state(staying)).isEqualTo(RequestState.APPROVED);
        assertThat(migration.migrate(id, definition(), "suda"))
                .as("the published one itself")
                .isEmpty();
    }

    @Test
    void requestOfTheRoundBefore_isDecidedByThatRoundsRules() throws Exception {
        published("1.0.0");
        CitizenId person = somebody();
        RequestId before = asked(person, 8);
        publishedForRoundTwoAlone();
        CitizenId other = somebody();
        RequestId after = asked(other, 8);

        drain();

        assertThat(state(before)).isEqualTo(RequestState.APPROVED);
        assertThat(entitlement(person)).isEqualTo(GRANT);
        assertThat(state(after)).isEqualTo(RequestState.APPROVED);
        assertThat(entitlement(other)).isEqualTo(500_000);
    }

    @Test
    void requestWhoseRoundIsGone_isRejectedForThatAndHoldsNobodyUp() throws Exception {
        published("1.0.0");
        String first = programmes.versions(id).get(0).deploymentId();
        RequestId before = asked(somebody(), 8);
        publishedForRoundTwoAlone();
        RequestId after = asked(somebody(), 8);
        repository.deleteDeployment(first);

        drain();

        assertThat(state(before)).isEqualTo(RequestState.REJECTED);
        assertThat(requests.find(before).orElseThrow().reasons().get(0)).satisfies(reason -> {
            assertThat(reason.code()).isEqualTo("round-gone");
            assertThat(reason.th()).contains("รอบ 1");
            assertThat(reason.en()).contains("round 1");
        });
        assertThat(state(after)).isEqualTo(RequestState.APPROVED);
    }

    /** A version whose table has no other round any more. */
    private void publishedForRoundTwoAlone() throws Exception {
        Map<String, byte[]> files = files("2.0.0");
        files.computeIfPresent(
                id + "-phases.dmn", (name, content) -> replaced(content, "<text>\"1\"</text>", "<text>\"0\"</text>"));
        deploy(files).andExpect(status().isOk());
        TestProgrammes.approved(proposals, TestProgrammes.publication(id, newest(), "2", 10_000_000));
    }

    @Test
    void newSpendingTable_decidesFromItsPublicationOn() throws Exception {
        Map<String, byte[]> first = files("1.0.0");
        first.put(id + "-spending.dmn", spendingTable("food", "1.0.0"));
        deploy(first).andExpect(status().isOk());
        TestProgrammes.approved(proposals, TestProgrammes.publication(id, newest(), "1", 10_000_000));
        Judgement allowed = spending.judge(id, purchase());
        Map<String, byte[]> second = files("2.0.0");
        second.put(id + "-spending.dmn", spendingTable("rice", "2.0.0"));
        deploy(second).andExpect(status().isOk());
        Judgement beforeTheApprover = spending.judge(id, purchase());
        TestProgrammes.approved(proposals, TestProgrammes.publication(id, newest(), "1", 0));
        Thread.sleep(DeployedTables.NOTICED_WITHIN.toMillis() + 1);
        Judgement refused = spending.judge(id, purchase());

        assertThat(allowed.refusals()).isEmpty();
        assertThat(beforeTheApprover).isEqualTo(allowed);
        assertThat(refused.refusals())
                .extracting(refusal -> refusal.reason().code())
                .containsExactly("goods-not-declared");
        assertThat(Stream.of(allowed, refused)
                        .map(judgement -> repository.getDecisionDefinition(judgement.decidedBy())))
                .allMatch(decision -> decision.getKey().equals(id + "-spending"))
                .extracting(decision -> decision.getVersionTag())
                .containsExactly("1.0.0", "2.0.0");
    }

    /** The Digital Wallet's, for shops that say no more than which class they sell. */
    private byte[] spendingTable(String sold, String tag) {
        byte[] table = replaced(Models.read("digital-wallet-spending.dmn"), "digital-wallet", id.value());
        table = replaced(table, "versionTag=\"2.0.0\"", "versionTag=\"" + tag + "\"");
        return replaced(table, "not(list contains(merchantGoods, ?))", "not(\"" + sold + "\")");
    }

    private static SpendingFacts purchase() {
        return new SpendingFacts(
                1,
                LocalDate.of(2026, 1, 1),
                true,
                true,
                "1001",
                0L,
                "1001",
                "1001",
                "small-shop",
                List.of(),
                List.of("food"));
    }

    @Test
    void topUp_paysTheDifferenceOnceToThoseOfTheEarlierRound() throws Exception {
        published("1.0.0");
        List<CitizenId> paid = List.of(somebody(), somebody(), somebody());
        for (CitizenId person : paid) asked(person, 8);
        asked(somebody(), 13);
        drain();

        TestProgrammes.approved(
                proposals,
                new NewProposal(
                        id,
                        Proposal.Kind.PUBLICATION,
                        definition(),
                        "2",
                        TestProgrammes.ALWAYS,
                        TestProgrammes.ALWAYS,
                        10_000_000,
                        "1",
                        "for a test"));
        while (topUps.next()) {
            // One batch a turn.
        }
        drain();

        for (CitizenId person : paid) assertThat(entitlement(person)).isEqualTo(500_000);
        assertThat(ofRound("2")).isEqualTo(3);
        jdbc.sql("update programme_top_up set finished_at = null, last_id = '00000000-0000-0000-0000-000000000000'"
                        + " where programme = ?")
                .param(id.value())
                .update();
        while (topUps.next()) {
            // Broken off and begun again: each stays one.
        }
        drain();
        assertThat(ofRound("2")).isEqualTo(3);
        for (CitizenId person : paid) assertThat(entitlement(person)).isEqualTo(500_000);
    }

    @Test
    void officerWithTheModelersToken_startsChangesAndDeletesNothing() throws Exception {
        published("1.0.0");
        RequestId waiting = referred();
        String instance = task(waiting).getProcessInstanceId();
        String variables = "{\"variables\":{\"approved\":{\"value\":true,\"type\":\"Boolean\"}}}";
        String deployment = programmes.versions(id).get(0).deploymentId();

        refused(MockMvcRequestBuilders.post("/engine-rest/process-definition/key/{id}/start", id), "{}");
        refused(
                MockMvcRequestBuilders.post("/engine-rest/process-instance/{i}/modification", instance),
                "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"Task_OpenEntitlement\"}]}");
        refused(
                MockMvcRequestBuilders.put("/engine-rest/process-instance/{i}/variables/outcome", instance),
                "{\"value\":\"eligible\",\"type\":\"String\"}");
        refused(
                MockMvcRequestBuilders.put("/engine-rest/process-instance/{i}/suspended", instance),
                "{\"suspended\":true}");
        refused(MockMvcRequestBuilders.delete("/engine-rest/process-instance/{i}", instance), "");
        refused(
                MockMvcRequestBuilders.post(
                        "/engine-rest/task/{t}/complete", task(waiting).getId()),
                variables);
        refused(MockMvcRequestBuilders.delete("/engine-rest/deployment/{d}?cascade=true", deployment), "");

        assertThat(task(waiting).getProcessInstanceId()).isEqualTo(instance);
        assertThat(state(waiting)).isEqualTo(RequestState.REFERRED);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(id.value())
                        .count())
                .isEqualTo(1);
    }

    private void refused(org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder call, String body)
            throws Exception {
        var answer = api(call, modeler(), body).andReturn();
        assertThat(answer.getResponse().getStatus())
                .as(answer.getRequest().getMethod() + " " + answer.getRequest().getRequestURI())
                .isGreaterThanOrEqualTo(400);
    }

    private Map<String, byte[]> files(String tag) {
        Map<String, byte[]> files = new java.util.TreeMap<>();
        Models.boatAid()
                .forEach((name, content) -> files.put(
                        name.replace("boat-aid", id.value()),
                        replaced(replaced(content, "boat-aid", id.value()), "1.0.0", tag)));
        return files;
    }

    private static byte[] replaced(byte[] content, String there, String instead) {
        return new String(content, StandardCharsets.UTF_8)
                .replace(there, instead)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void published(String tag) throws Exception {
        deploy(files(tag)).andExpect(status().isOk());
        TestProgrammes.approved(proposals, TestProgrammes.publication(id, newest(), "1", 10_000_000));
    }

    private String newest() {
        return programmes.versions(id).get(0).definitionId();
    }

    private String definition() {
        return java.util.Objects.requireNonNull(
                programmes.find(id).orElseThrow().definitionId());
    }

    private ResultActions deploy(Map<String, byte[]> files) throws Exception {
        String boundary = "namjai";
        StringBuilder body = new StringBuilder();
        files.forEach((name, content) -> body.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                        + name + "\"; filename=\"" + name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .append(new String(content, StandardCharsets.UTF_8))
                .append("\r\n"));
        body.append("--" + boundary + "--\r\n");
        return mvc.perform(MockMvcRequestBuilders.post("/engine-rest/deployment/create")
                .with(modeler())
                .contentType("multipart/form-data; boundary=" + boundary)
                .content(body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static RequestPostProcessor modeler() {
        return jwt().jwt(token -> token.subject("suda"))
                .authorities(AuthorityUtils.createAuthorityList("ROLE_programme-officer"));
    }

    private static RequestPostProcessor officer() {
        return modeler();
    }

    private static RequestPostProcessor approver(String name) {
        return jwt().jwt(token -> token.subject(name)).authorities(AuthorityUtils.createAuthorityList("ROLE_approver"));
    }

    private ResultActions api(
            org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder call,
            RequestPostProcessor login,
            String body)
            throws Exception {
        return mvc.perform(
                call.with(login).contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private static JsonNode json(ResultActions answer) throws Exception {
        return new ObjectMapper().readTree(answer.andReturn().getResponse().getContentAsString());
    }

    private String publication(String round) {
        return """
        {"kind":"publication","definitionId":"%s","round":"%s","requestsOpenAt":"2020-12-01T00:00:00Z",
         "requestsCloseAt":"2100-01-01T00:00:00Z","budgetSatang":10000000,"note":"มติคณะรัฐมนตรี"}
        """
                .formatted(newest(), round);
    }

    /** A long boat is looked at by a case worker. */
    private RequestId referred() {
        RequestId request = asked(somebody(), 11);
        drain();
        assertThat(state(request)).isEqualTo(RequestState.REFERRED);
        return request;
    }

    private Task task(RequestId request) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(request.toString())
                .singleResult();
    }

    private void complete(RequestId request) {
        Task task = task(request);
        tasks.claim(task.getId(), "cw1");
        tasks.complete(task.getId(), Map.of("approved", true, "reviewNote", "ตรวจแล้ว"));
    }

    private RequestId asked(CitizenId person, int metres) {
        Receipt receipt = requests.receive(new NewRequest(
                "super-app",
                UUID.randomUUID().toString(),
                id,
                person,
                BUA,
                "1234567890",
                Map.of("boatMetres", metres)));
        return ((Receipt.Accepted) receipt).id();
    }

    private void drain() {
        while (starter.workOnce()) {
            // One piece of work a turn.
        }
    }

    private RequestState state(RequestId request) {
        return requests.find(request).orElseThrow().state();
    }

    private long entitlement(CitizenId person) {
        return books.balance(AccountRef.entitlement(id, people.enter(person))).orElse(0L);
    }

    private long ofRound(String round) {
        return jdbc.sql("select count(*) from request where programme = ? and round = ?")
                .params(id.value(), round)
                .query(Long.class)
                .single();
    }
}
