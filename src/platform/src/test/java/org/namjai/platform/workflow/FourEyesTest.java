package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.glassfish.jersey.server.ResourceConfig;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.RequestState;
import org.namjai.platform.workflow.EngineRest.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A case is decided by the one who claimed it, with a reason, and nobody gets past that through the engine's REST API. */
class FourEyesTest extends CaseSlice {
    private static final List<String> HEAD_OFFICE = List.of("tasklist", "case-worker");
    private static final List<String> BANGKOK = List.of("tasklist", "case-worker-10");
    private static final List<String> CHIANG_MAI = List.of("tasklist", "case-worker-50");
    private static final List<String> ADMIN = List.of("camunda-admin");
    private static final String REJECTION =
            "{\"variables\":{\"approved\":{\"value\":\"false\"},\"reviewNote\":{\"value\":\"ไม่พบหลักฐาน\"}}}";

    @Autowired
    private ResourceConfig resources;

    @Autowired
    private ApplicationContext beans;

    @Autowired
    private IdentityService identity;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static EngineRest rest;

    private RequestId id;
    private Task task;

    @BeforeEach
    void aCaseInBangkok() {
        if (rest == null) rest = new EngineRest(resources, beans, identity);
        id = referred();
        task = tasks.createTaskQuery().processInstanceBusinessKey(id.toString()).singleResult();
    }

    @Test
    void case_isOfferedToHeadOfficeAndProvince_andKeepsNothingAboutThePerson() {
        assertThat(tasks.getIdentityLinksForTask(task.getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactlyInAnyOrder("case-worker", "case-worker-10");

        String kept = Stream.of(
                        "act_ru_variable", "act_ru_task", "act_ru_execution", "act_hi_taskinst", "act_hi_procinst")
                .map(table -> jdbc.sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
                        .query(String.class)
                        .single())
                .collect(Collectors.joining(" "));
        assertThat(kept)
                .contains(id.toString())
                .doesNotContain(person.digits(), "30000000", "1990-01-31", "0812345678", "1234567890");
    }

    @Test
    void whoClaimedIt_decidesWithAReason() throws Exception {
        assertThat(claim("cw-a", BANGKOK).status()).isEqualTo(204);

        assertThat(as("cw-a", BANGKOK, "complete", "{\"variables\":{\"approved\":{\"value\":\"false\"}}}"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(403))
                .satisfies(answer -> assertThat(answer.body()).contains("reviewNote"));
        assertThat(as("cw-a", BANGKOK, "submit-form", REJECTION).status()).isIn(200, 204);

        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
        assertThat(audit("decided")).containsExactly("cw-a");
    }

    @Test
    void taskGivenBack_isAnybodysAgain() throws Exception {
        claim("cw-a", BANGKOK);
        assertThat(as("cw-b", HEAD_OFFICE, "unclaim", "").status()).isEqualTo(403);
        assertThat(as("cw-a", BANGKOK, "unclaim", "").status()).isEqualTo(204);
        assertThat(claim("cw-b", HEAD_OFFICE).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    complete     | {"variables":{"approved":{"value":"true"},"reviewNote":{"value":"approved"}}}
                    submit-form  | {"variables":{"approved":{"value":"true"},"reviewNote":{"value":"approved"}}}
                    assignee     | {"userId":"cw-b"}
                    assignee     | {"userId":"cw-a"}
                    claim        | {"userId":"cw-a"}
                    delegate     | {"userId":"cw-b"}
                    resolve      | {"variables":{"approved":{"value":"true"}}}
                    bpmnError    | {"errorCode":"ANY","variables":{"approved":{"value":"true"}}}
                    bpmnEscalation | {"escalationCode":"ANY"}
                    identity-links | {"groupId":"camunda-admin","type":"candidate"}
                    """)
    void whoDidNotClaim_getsNoWayPast(String way, String body) throws Exception {
        for (List<String> groups : List.of(HEAD_OFFICE, BANGKOK, ADMIN)) {
            Answer answer = as("cw-b", groups, way, body);
            assertThat(answer.status())
                    .as(way + " " + groups + " " + answer.body())
                    .isEqualTo(403);
        }
        assertThat(state(id)).isEqualTo(RequestState.REFERRED);
        assertThat(audit("refused")).isEmpty();
        assertThat(refusals("cw-b")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PUT    | task/TASK/variables/approved                     | {"value":"true"}
                    POST   | task/TASK/variables                              | {"modifications":{"approved":{"value":"true"}}}
                    PUT    | task/TASK                                        | {"assignee":"cw-b"}
                    DELETE | task/TASK                                        |
                    PUT    | process-instance/INSTANCE/variables/approved     | {"value":"true"}
                    POST   | process-instance/INSTANCE/variables              | {"modifications":{"approved":{"value":"true"}}}
                    POST   | process-instance/INSTANCE/modification           | {"instructions":[{"type":"startBeforeActivity","activityId":"Task_ApproveAfterReview"}]}
                    DELETE | process-instance/INSTANCE                        |
                    PUT    | process-instance/INSTANCE/suspended              | {"suspended":true}
                    POST   | process-instance/variables-async                 | {"processInstanceIds":["INSTANCE"],"variables":{"approved":{"value":"true"}}}
                    POST   | execution/INSTANCE/signal                        | {}
                    PUT    | execution/INSTANCE/localVariables/approved       | {"value":"true"}
                    POST   | message                                          | {"messageName":"Any","processInstanceId":"INSTANCE"}
                    POST   | signal                                           | {"name":"Any"}
                    POST   | migration/execute                                | {"migrationPlan":{"sourceProcessDefinitionId":"DEFINITION","targetProcessDefinitionId":"DEFINITION","instructions":[]},"processInstanceIds":["INSTANCE"]}
                    POST   | process-definition/key/digital-wallet/start      | {"businessKey":"x"}
                    POST   | process-definition/DEFINITION/restart            | {"processInstanceIds":["INSTANCE"],"instructions":[{"type":"startBeforeActivity","activityId":"Task_ApproveAfterReview"}]}
                    POST   | job/any/execute                                  | {}
                    """)
    void processThatWaitsForADecision_isNotMovedFromOutside(String method, String path, String body) throws Exception {
        String at = path.replace("TASK", task.getId())
                .replace("INSTANCE", task.getProcessInstanceId())
                .replace("DEFINITION", task.getProcessDefinitionId());
        String sent = body == null
                ? ""
                : body.replace("INSTANCE", task.getProcessInstanceId())
                        .replace("DEFINITION", task.getProcessDefinitionId());
        String who = "x-" + UUID.randomUUID();
        for (List<String> groups : List.of(ADMIN, HEAD_OFFICE)) {
            Answer answer = rest.call(who, groups, method, at, sent);
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        }
        assertThat(state(id)).isEqualTo(RequestState.REFERRED);
        assertThat(refusals(who)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void otherProvince_neitherSeesNorClaims() throws Exception {
        assertThat(rest.call("cw-c", CHIANG_MAI, "GET", "task?processInstanceId=" + task.getProcessInstanceId(), "")
                        .body())
                .isEqualTo("[]");
        assertThat(claim("cw-c", CHIANG_MAI).status()).isEqualTo(403);
        assertThat(rest.call("cw-a", BANGKOK, "GET", "task?processInstanceId=" + task.getProcessInstanceId(), "")
                        .body())
                .contains(task.getId());
    }

    @Test
    void file_showsTheCaseToItsProvinceOnly_andEachLookIsOnRecord() throws Exception {
        mvc.perform(get("/cases/{id}", id).with(worker("cw-a", "PROVINCE_10")))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("300,000 baht")))
                .andExpect(content().string(Matchers.not(Matchers.containsString(person.digits()))));
        mvc.perform(get("/cases/{id}", id).with(worker("cw-h"))).andExpect(status().isOk());
        assertThat(audit("viewed")).containsExactly("cw-a", "cw-h");

        mvc.perform(get("/cases/{id}", id).with(worker("cw-c", "PROVINCE_50"))).andExpect(status().isNotFound());
        mvc.perform(get("/cases/{id}", UUID.randomUUID()).with(worker("cw-h"))).andExpect(status().isNotFound());
        assertThat(audit("viewed")).hasSize(2);
    }

    @Test
    void applicant_isNotTheWorker() throws Exception {
        mvc.perform(get("/cases/{id}", id)
                        .with(oidcLogin()
                                .idToken(token -> token.claim("citizen_id", person.digits()))
                                .authorities(AuthorityUtils.createAuthorityList("ROLE_case-worker"))))
                .andExpect(status().isNotFound());
    }

    private Answer claim(String user, List<String> groups) throws Exception {
        return as(user, groups, "claim", "{\"userId\":\"" + user + "\"}");
    }

    private Answer as(String user, List<String> groups, String way, String body) throws Exception {
        return rest.call(user, groups, "POST", "task/" + task.getId() + "/" + way, body);
    }

    private List<String> audit(String what) {
        return jdbc.sql(
                        "select who from case_audit where request_id = ? and what = ? and who <> 'cw-b' order by number")
                .params(id.value(), what)
                .query(String.class)
                .list();
    }

    private List<String> refusals(String who) {
        return jdbc.sql("select why from case_audit where who = ? and what = 'refused'")
                .param(who)
                .query(String.class)
                .list();
    }

    private static RequestPostProcessor worker(String name, String... provinces) {
        String[] authorities = Stream.concat(Stream.of("ROLE_case-worker"), Stream.of(provinces))
                .toArray(String[]::new);
        return oidcLogin()
                .idToken(token -> token.subject(name))
                .authorities(AuthorityUtils.createAuthorityList(authorities));
    }
}
