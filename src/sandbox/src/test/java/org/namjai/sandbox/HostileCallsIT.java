package org.namjai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.sandbox.demo.Caller;

/** Attacks on the running system with real tokens: Camunda 7.24's known holes, hostile models, wrong tokens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileCallsIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private Installation installation;
    private String platform;
    private Modeler modeler;

    @BeforeAll
    void startSystem() {
        installation = RunningSandbox.shared().installation();
        platform = installation.ports().platformUrl();
        modeler = new Modeler(installation);
    }

    @Test
    void expressionInATaskQuery_runsNothing() throws Exception {
        Path canary = Path.of("target/canary-" + UUID.randomUUID()).toAbsolutePath();
        String expression = "${''.getClass().forName('java.lang.Runtime').getMethods()[6].invoke(null).exec('touch "
                + canary + "')}";
        for (String query : new String[] {
            "{\"orQueries\":[{\"dueAfterExpression\":\"" + expression + "\"}]}",
            "{\"dueAfterExpression\":\"" + expression + "\"}"
        }) {
            var answer = post("/engine-rest/task", query, token("modeler"));
            // Camunda wraps the refusal into an error of its own, which its REST API answers with 500.
            assertThat(answer.statusCode()).isBetween(400, 500);
            assertThat(answer.body()).doesNotContain("\tat ");
        }
        Thread.sleep(500);
        assertThat(canary).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <bpmn:scriptTask id="Task_Evil" scriptFormat="juel"><bpmn:script>${1+1}</bpmn:script></bpmn:scriptTask>                        | Task_Evil
            <bpmn:serviceTask id="Task_Evil" camunda:expression="${dataSource.getConnection()}"/>                                          | Task_Evil
            <bpmn:serviceTask id="Task_Evil" camunda:delegateExpression="${dataSource}"/>                                                  | Task_Evil
            <bpmn:serviceTask id="Task_Evil" camunda:class="java.lang.ProcessBuilder"/>                                                    | Task_Evil
            <bpmn:serviceTask id="Task_Evil" camunda:type="external" camunda:topic="x"/>                                                   | Task_Evil
            <bpmn:userTask id="Task_Evil" camunda:assignee="${''.getClass()}"/>                                                            | Task_Evil
            """)
    void hostileModel_isRefusedWithTheElementsNameAndRunsNothing(String element, String named) throws Exception {
        var answer = deploy(
                "evil.bpmn",
                """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="x">
                <bpmn:process id="evil" isExecutable="true" camunda:historyTimeToLive="P1D"><bpmn:startEvent id="Start_Evil"/>%s</bpmn:process></bpmn:definitions>
                """
                        .formatted(element));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("Deployment refused: evil.bpmn", named)
                .doesNotContain("\tat ");
        assertThat(count("/engine-rest/process-definition/count?key=evil")).contains("\"count\":0");
    }

    @Test
    void doctype_isRefused() throws Exception {
        var answer = deploy("evil.dmn", "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("a DOCTYPE is not allowed").doesNotContain("root:");
    }

    /** With its tables and forms, as the Modeler sends them; it waits in the catalogue as a draft. */
    @Test
    void unchangedProgramme_isDeployedFromTheModelersOwnCall() throws Exception {
        Map<String, String> files = new TreeMap<>();
        for (String folder : List.of("bpmn", "dmn")) {
            try (var found = Files.list(installation.home().resolve(folder))) {
                for (Path file : found.filter(
                                path -> path.getFileName().toString().matches("digital-wallet[.-].*"))
                        .toList()) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        var answer = modeler.deploy(files);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var versions = http.send(
                request("/api/v1/programmes/digital-wallet/versions", token("sandbox-officer"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(versions.body()).contains("\"state\":\"draft\",\"deployedBy\":\"service-account-modeler\"");
    }

    @Test
    void platformsOwnProcess_isNotDeployedByAnOfficer() throws Exception {
        String model = Files.readString(installation.home().resolve("bpmn/disbursement.bpmn"));
        var answer = deploy("disbursement.bpmn", model);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the platform's own and comes with it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/auth/user/default/login/tasklist",
                "/camunda/app/admin/default/setup/"
            })
    void firstAdministratorAndPasswordLogin_areDeniedToAnybody(String path) throws Exception {
        var answer = post(path, "{\"profile\":{\"id\":\"evil\"},\"credentials\":{\"password\":\"evil\"}}", null);
        assertThat(answer.statusCode()).isIn(302, 401, 403);
        if (answer.statusCode() == 302) {
            assertThat(answer.headers().firstValue("Location").orElse("")).contains("/oauth2/authorization/keycloak");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "super-app, GET, /engine-rest/task, 401",
        "modeler, GET, /api/v1/programmes, 401",
        "super-app, PUT, /api/v1/participants/bua, 403",
        "sandbox-operator, POST, /api/v1/programmes/digital-wallet/proposals, 403",
        "sandbox-approver, POST, /api/v1/programmes/digital-wallet/proposals, 403",
        "sandbox-officer, POST, /api/v1/proposals/6f0b8b0e-3a43-4f0e-9f0c-0c9d2a3c1b11/approval, 403",
        "sandbox-operator, POST, /api/v1/requests, 403",
        "participant-bua, POST, /api/v1/requests, 403",
        "super-app, POST, /api/v1/payments, 403",
        "sandbox-operator, GET, /api/v1/no-such-thing, 403"
    })
    void tokenForSomethingElse_isRefused(String client, String method, String path, int status) throws Exception {
        var answer = http.send(
                request(path, token(client))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void officerWhoMayDeploy_makesNoUsers() throws Exception {
        var answer = post(
                "/engine-rest/user/create",
                "{\"profile\":{\"id\":\"evil\",\"firstName\":\"E\",\"lastName\":\"V\"},\"credentials\":{\"password\":\"long-enough-password\"}}",
                token("modeler"));
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void withoutToken_everyDoorIsShut() throws Exception {
        for (String path : new String[] {"/engine-rest/engine", "/api/v1/programmes", "/api/v1/ledger/incidents"}) {
            assertThat(http.send(
                                    HttpRequest.newBuilder(URI.create(platform + path))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
    }

    @Test
    void participantOfAnotherBank_findsNoDisbursementOfThisOne() throws Exception {
        var answer = post(
                "/api/v1/disbursements/" + UUID.randomUUID() + "/answer",
                "{\"outcome\":\"refused\",\"reasonCode\":\"no-such-account\"}",
                token("participant-khaohom"));
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> deploy(String name, String content) throws Exception {
        return modeler.deploy(Map.of(name, content));
    }

    private String count(String path) throws Exception {
        return http.send(request(path, token("modeler")).build(), BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> post(String path, String json, @org.jspecify.annotations.Nullable String token)
            throws Exception {
        HttpRequest.Builder request = request(path, token).header("Content-Type", "application/json");
        return http.send(request.POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, @org.jspecify.annotations.Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(platform + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private String token(String client) {
        return new Caller(installation, client, platform).bearer();
    }
}
