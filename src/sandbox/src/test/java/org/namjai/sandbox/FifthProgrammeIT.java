package org.namjai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.namjai.sandbox.demo.Caller;
import org.namjai.sandbox.demo.Callers;
import org.namjai.sandbox.part.ExtraRole;
import org.namjai.sandbox.registries.Person;

/** What an officer draws runs without any Java: the platform's own tests have its files, the running system has not. */
class FifthProgrammeIT {
    private static final String PROGRAMME = "boat-aid";
    private static final String PATH = "/api/v1/programmes/" + PROGRAMME;
    private static final long BUDGET_SATANG = 10_000_000;
    private static final long GRANT_SATANG = 300_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RunningSandbox sandbox = RunningSandbox.shared();
    private final Installation installation = sandbox.installation();
    private final Callers callers = new Callers(installation);

    @Test
    void drawnProgramme_isPublishedByTwoRequestedAndDecidedAndItsEntitlementStandsInTheBooks() throws Exception {
        assertThat(callers.officer().call("GET", PATH, null, null).status()).isEqualTo(404);
        var deployed = new Modeler(installation).deploy(files());
        assertThat(deployed.statusCode()).as(deployed.body()).isEqualTo(200);
        assertThat(callers.officer().get("/api/v1/programmes").findValuesAsText("id"))
                .contains(PROGRAMME);
        assertThat(programmeState()).isEqualTo("draft");
        Person owner = sandbox.population().named("malee");
        assertThat(ask(owner, 8).body().at("/errors/0/field").asText()).isEqualTo("programme");

        String proposal = propose();
        assertThatItsMakerCannotApprove(proposal);
        callers.approver().post("/api/v1/proposals/" + proposal + "/approval", null, null);
        assertThat(programmeState()).isEqualTo("published");

        String granted = requested(owner, 8);
        String tooLong = requested(sandbox.population().named("somchai"), 13);
        await().atMost(PATIENCE).until(() -> state(granted).equals("approved"));
        await().atMost(PATIENCE).until(() -> state(tooLong).equals("rejected"));
        assertThat(view(granted).path("amountSatang").asLong()).isEqualTo(GRANT_SATANG);
        assertThat(view(tooLong).at("/reasons/0/code").asText()).isEqualTo("boat-too-long");
        assertThatTheBooksHaveTheEntitlementOf(granted);
    }

    private void assertThatItsMakerCannotApprove(String proposal) throws Exception {
        String approval = "/api/v1/proposals/" + proposal + "/approval";
        assertThat(callers.officer().call("POST", approval, null, null).status())
                .as("no approver's role")
                .isEqualTo(403);
        try (ExtraRole mistake = new ExtraRole(installation, "sandbox-officer", "approver")) {
            var maker = new Caller(
                    installation, "sandbox-officer", installation.ports().platformUrl());
            var answer = maker.call("POST", approval, null, null);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body().at("/errors/0/en").asText()).contains("your own work");
            assertThat(answer.body().at("/errors/0/th").asText()).contains("ข้อเสนอของตนเอง");
        }
        assertThat(programmeState()).isEqualTo("draft");
    }

    private void assertThatTheBooksHaveTheEntitlementOf(String request) throws Exception {
        JsonNode entitlement = account("entitlement");
        assertThat(entitlement.path("balanceSatang").asLong()).isEqualTo(GRANT_SATANG);
        assertThat(account("budget").path("balanceSatang").asLong()).isEqualTo(BUDGET_SATANG - GRANT_SATANG);
        JsonNode lines = callers.operator()
                .get("/api/v1/accounts/" + entitlement.path("id").asText() + "/statement")
                .path("lines");
        assertThat(lines).hasSize(1);
        assertThat(lines.at("/0/cause").asText()).isEqualTo(request);
        StringWriter told = new StringWriter();
        assertThat(Verification.ofBooks(installation, new PrintWriter(told)))
                .as(told.toString())
                .isZero();
    }

    /** Of this kind the programme has one. */
    private JsonNode account(String kind) {
        JsonNode found = callers.operator()
                .get("/api/v1/accounts?programme=" + PROGRAMME + "&kind=" + kind)
                .path("accounts");
        assertThat(found).as(kind).hasSize(1);
        return found.path(0);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path folder = installation.home().resolve("src/platform/src/test/resources/programmes");
        try (var drawn = Files.list(folder)) {
            for (Path file : drawn.toList()) files.put(file.getFileName().toString(), Files.readString(file));
        }
        return files;
    }

    private String propose() {
        Map<String, ?> terms = Map.of(
                "kind",
                "publication",
                "definitionId",
                callers.officer().get(PATH + "/versions").at("/0/definitionId").asText(),
                "round",
                "1",
                "requestsOpenAt",
                "2020-12-01T00:00:00Z",
                "requestsCloseAt",
                "2100-01-01T00:00:00Z",
                "budgetSatang",
                BUDGET_SATANG,
                "note",
                "มติคณะรัฐมนตรี");
        return callers.officer()
                .post(PATH + "/proposals", terms, null)
                .path("id")
                .asText();
    }

    private String programmeState() {
        return callers.officer().get(PATH).path("state").asText();
    }

    /** The intake remembers for a moment that the programme took no requests. */
    private String requested(Person person, int metres) {
        return await().atMost(PATIENCE)
                .until(() -> ask(person, metres), answer -> answer.status() == 202)
                .body()
                .path("id")
                .asText();
    }

    private Caller.Answer ask(Person person, int metres) {
        return callers.superApp()
                .call(
                        "POST",
                        "/api/v1/requests",
                        Map.of(
                                "programme", PROGRAMME,
                                "citizenId", person.citizenId(),
                                "participant", person.bank(),
                                "account", person.account(),
                                "answers", Map.of("boatMetres", metres)),
                        UUID.randomUUID().toString());
    }

    private JsonNode view(String request) {
        return callers.superApp().get("/api/v1/requests/" + request);
    }

    private String state(String request) {
        return view(request).path("state").asText();
    }
}
