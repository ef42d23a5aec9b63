package org.namjai.platform.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.TestProgrammes;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.http.MediaType;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ProgrammeControllerTest extends DomainSlice {
    private final ProgrammeId id =
            new ProgrammeId("p-" + UUID.randomUUID().toString().substring(0, 8));

    @Test
    void twoPeople_publishAVersionWithMoneyAndWindows() throws Exception {
        String definition = TestProgrammes.draft(programmes, id, "ใหม่", "New", "1");
        String proposal = proposed(publication(definition, "2567-1", 500));
        assertThat(programmes.find(id).orElseThrow().isPublished()).isFalse();
        assertThat(books.balance(AccountRef.budget(id))).contains(0L);

        call(post("/api/v1/proposals/{id}/approval", proposal), "approver", "boonmee", "")
                .andExpect(status().isNoContent());

        Programme programme = programmes.find(id).orElseThrow();
        assertThat(programme.isPublished()).isTrue();
        assertThat(programme.definitionId()).isEqualTo(definition);
        assertThat(programme.round()).isEqualTo("2567-1");
        assertThat(programme.takesRequests(Instant.parse("2026-12-01T00:00:00Z")))
                .isTrue();
        assertThat(programme.takesRequests(Instant.parse("2027-01-01T00:00:00Z")))
                .isFalse();
        assertThat(programme.isSpendable(Instant.parse("2027-05-31T23:59:59Z"))).isTrue();
        assertThat(programme.isSpendable(Instant.parse("2027-06-01T00:00:00Z"))).isFalse();
        assertThat(books.balance(AccountRef.budget(id))).contains(500L);
        assertThat(programmes.acts(id))
                .extracting(ProgrammeAct::act, ProgrammeAct::by)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("approved", "boonmee"),
                        org.assertj.core.groups.Tuple.tuple("proposed", "suda"),
                        org.assertj.core.groups.Tuple.tuple("deployed", "namjai"));
        call(post("/api/v1/proposals/{id}/approval", proposal), "approver", "boonmee", "")
                .andExpect(status().isConflict());
        assertThat(books.balance(AccountRef.budget(id))).contains(500L);
    }

    @Test
    void proposerWhoAlsoApproves_isRefusedAndNothingChanges() throws Exception {
        String definition = TestProgrammes.draft(programmes, id, "ใหม่", "New", "1");
        String proposal = proposed(publication(definition, "1", 500));

        for (String verdict : List.of("approval", "refusal")) {
            call(post("/api/v1/proposals/{id}/" + verdict, proposal), "approver", "suda", "{\"reason\":\"ไม่\"}")
                    .andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.errors[0].en").value(org.hamcrest.Matchers.containsString("own work")));
        }

        assertThat(programmes.find(id).orElseThrow().isPublished()).isFalse();
        assertThat(books.balance(AccountRef.budget(id))).contains(0L);
        assertThat(proposals.find(UUID.fromString(proposal)).orElseThrow().isOpen())
                .isTrue();
    }

    @Test
    void whoeverDeployedTheVersion_doesNotApproveIt() throws Exception {
        programmes.register(
                new NewVersion(id, "d1", "x", "1", "ใหม่", "New", Programme.Unit.PERSON, "boonmee", List.of()));
        String proposal = proposed(publication("d1", "1", 500));

        call(post("/api/v1/proposals/{id}/approval", proposal), "approver", "boonmee", "")
                .andExpect(status().isForbidden());
        call(post("/api/v1/proposals/{id}/approval", proposal), "approver", "thira", "")
                .andExpect(status().isNoContent());
    }

    @Test
    void refusal_saysWhyAndTheNextProposalMayCome() throws Exception {
        String definition = TestProgrammes.draft(programmes, id, "ใหม่", "New", "1");
        String proposal = proposed(publication(definition, "1", 500));
        propose(publication(definition, "1", 600)).andExpect(status().isConflict());

        call(post("/api/v1/proposals/{id}/refusal", proposal), "approver", "boonmee", "{}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("reason"));
        call(
                        post("/api/v1/proposals/{id}/refusal", proposal),
                        "approver",
                        "boonmee",
                        "{\"reason\":\"วงเงินสูงเกินไป\"}")
                .andExpect(status().isNoContent());

        call(get("/api/v1/proposals/{id}", proposal), "auditor", "a", "")
                .andExpect(jsonPath("$.state").value("refused"))
                .andExpect(jsonPath("$.decidedBy").value("boonmee"))
                .andExpect(jsonPath("$.reason").value("วงเงินสูงเกินไป"));
        assertThat(books.balance(AccountRef.budget(id))).contains(0L);
        propose(publication(definition, "1", 600)).andExpect(status().isCreated());
    }

    @Test
    void laterDeployment_changesNothingUntilItIsPublished() throws Exception {
        String first = TestProgrammes.draft(programmes, id, "เดิม", "Old", "1");
        TestProgrammes.publish(programmes, proposals, id);
        String second = TestProgrammes.draft(programmes, id, "แก้ไข", "Changed", "2");

        assertThat(programmes.find(id).orElseThrow())
                .returns(first, Programme::definitionId)
                .returns("เดิม", Programme::nameTh)
                .returns("1", Programme::version);

        TestProgrammes.approved(proposals, TestProgrammes.publication(id, second, TestProgrammes.ROUND, 0));
        assertThat(programmes.find(id).orElseThrow())
                .returns(second, Programme::definitionId)
                .returns("แก้ไข", Programme::nameTh);
        assertThat(programmes.versions(id))
                .extracting(ProgrammeVersion::state)
                .containsExactly(ProgrammeVersion.State.PUBLISHED, ProgrammeVersion.State.SUPERSEDED);
    }

    @Test
    void budgetWindowsAndClosing_takeTwoPeopleToo() throws Exception {
        TestProgrammes.draft(programmes, id, "ใหม่", "New", "1");
        propose("{\"kind\":\"budget\",\"budgetSatang\":5,\"note\":\"n\"}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.errors[0].en").value("is no published programme"));
        TestProgrammes.publish(programmes, proposals, id);

        approved("{\"kind\":\"budget\",\"budgetSatang\":500,\"note\":\"n\"}");
        assertThat(books.balance(AccountRef.budget(id))).contains(501L);

        approved(
                "{\"kind\":\"windows\",\"spendingOpensAt\":\"2026-12-01T00:00:00Z\",\"spendingClosesAt\":\"2027-06-01T00:00:00Z\",\"note\":\"n\"}");
        Programme changed = programmes.find(id).orElseThrow();
        assertThat(changed.isSpendable(Instant.parse("2027-06-01T00:00:00Z"))).isFalse();
        assertThat(changed.requests()).isEqualTo(TestProgrammes.ALWAYS);

        approved("{\"kind\":\"closing\",\"note\":\"n\"}");
        Programme closed = programmes.find(id).orElseThrow();
        assertThat(closed.takesRequests(Instant.parse("2027-01-01T00:00:00Z"))).isFalse();
        assertThat(closed.isSpendable(Instant.parse("2027-01-01T00:00:00Z"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"kind":"gift","note":"n"}                                                                                   | kind
            {"kind":"budget","budgetSatang":0,"note":"n"}                                                                | budgetSatang
            {"kind":"budget","budgetSatang":-1,"note":"n"}                                                               | budgetSatang
            {"kind":"budget","budgetSatang":5,"note":" "}                                                                | note
            {"kind":"budget","budgetSatang":5,"round":"1","note":"n"}                                                    | round
            {"kind":"windows","note":"n"}                                                                                | requestsOpenAt
            {"kind":"windows","spendingOpensAt":"2027-01-01T00:00:00Z","note":"n"}                                       | spendingClosesAt
            {"kind":"windows","spendingOpensAt":"2027-01-01T00:00:00Z","spendingClosesAt":"2027-01-01T00:00:00Z","note":"n"} | spendingClosesAt
            {"kind":"closing","budgetSatang":5,"note":"n"}                                                               | budgetSatang
            {"kind":"publication","note":"n"}                                                                            | definitionId
            {"kind":"budget","budgetSatang":5,"note":"n","approvedBy":"me"}                                              | approvedBy
            """)
    void wrongInput_isRefusedByField(String body, String field) throws Exception {
        TestProgrammes.draft(programmes, id, "ใหม่", "New", "1");
        propose(body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field));
    }

    @Test
    void publicationThatDoesNotHold_isRefusedByField() throws Exception {
        String definition = TestProgrammes.draft(programmes, id, "ใหม่", "New", "1");
        propose(publication("of-another", "1", 5))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("definitionId"));
        propose(publication(definition, "1", 0))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("budgetSatang"));
        propose(publication(definition, "Round 1", 5))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("round"));
        call(post("/api/v1/programmes/{id}/proposals", "no-such"), "programme-officer", "suda", "{}")
                .andExpect(status().isNotFound());
        call(post("/api/v1/proposals/{id}/approval", UUID.randomUUID()), "approver", "boonmee", "")
                .andExpect(status().isNotFound());
    }

    @Test
    void moreMoneyThanTheBooksHold_isRefusedAndTheProposalStaysOpen() throws Exception {
        String definition = TestProgrammes.draft(programmes, id, "ใหม่", "New", "1");
        TestProgrammes.publish(programmes, proposals, id);
        String proposal = proposed(publication(definition, "2", Long.MAX_VALUE));

        call(post("/api/v1/proposals/{id}/approval", proposal), "approver", "boonmee", "")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("budgetSatang"));
        assertThat(programmes.find(id).orElseThrow().round()).isEqualTo(TestProgrammes.ROUND);
        assertThat(proposals.find(UUID.fromString(proposal)).orElseThrow().isOpen())
                .isTrue();
    }

    @Test
    void othersThanTheOfficerAndTheApprover_mayNotProposeOrDecide() throws Exception {
        String proposal = UUID.randomUUID().toString();
        for (String role : List.of("operator", "auditor", "citizen", "participant", "super-app")) {
            call(post("/api/v1/programmes/{id}/proposals", PROGRAMME), role, "x", publication("d", "1", 5))
                    .andExpect(status().isForbidden());
            call(post("/api/v1/proposals/{id}/approval", proposal), role, "x", "")
                    .andExpect(status().isForbidden());
            call(post("/api/v1/proposals/{id}/refusal", proposal), role, "x", "{}")
                    .andExpect(status().isForbidden());
        }
        call(post("/api/v1/programmes/{id}/proposals", PROGRAMME), "approver", "x", publication("d", "1", 5))
                .andExpect(status().isForbidden());
        call(post("/api/v1/proposals/{id}/approval", proposal), "programme-officer", "x", "")
                .andExpect(status().isForbidden());
    }

    @Test
    void whatWasDone_isNeverForgotten() {
        TestProgrammes.draft(programmes, id, "ใหม่", "New", "1");
        for (String statement : List.of("delete from programme_act", "update programme_act set by_whom = 'x'")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> jdbc.sql(statement).update())
                    .hasMessageContaining("never changed or forgotten");
        }
    }

    @Test
    void operator_registersAParticipant_othersMayNot() throws Exception {
        var bank = new ParticipantId("w" + UUID.randomUUID().toString().substring(0, 8));
        String body =
                """
                {"nameTh":"กระเป๋า","nameEn":"Wallet","x500Name":"O=%s, L=Bangkok, C=TH","baseUrl":"http://localhost:8099",
                 "ledgerPublicKeyset":"{}","capabilities":["e-wallet"],"paymentsPerDay":1000}
                """
                        .formatted(bank);

        call(put("/api/v1/participants/{id}", bank), "approver", "x", body).andExpect(status().isForbidden());
        call(put("/api/v1/participants/{id}", bank), "operator", "x", body).andExpect(status().isNoContent());
        Participant registered = participants.find(bank).orElseThrow();
        assertThat(registered.state()).isEqualTo(Participant.State.APPLIED);
        assertThat(registered.terms())
                .isEqualTo(new Participant.Terms("Wallet", Set.of(Channel.E_WALLET), 1_000L, null));
        call(
                        put("/api/v1/participants/{id}", bank),
                        "operator",
                        "x",
                        body.replace("http://localhost:8099", "file:///etc"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("baseUrl"));
    }

    @Test
    void participant_isLiveOnlyAfterItWasTestedAndCertified() throws Exception {
        var bank = new ParticipantId("w" + UUID.randomUUID().toString().substring(0, 8));
        participants.register(bank(bank, Participant.State.APPLIED));

        move(bank, "live").andExpect(status().isConflict());
        for (String state : List.of("testing", "certified", "live")) {
            move(bank, state).andExpect(status().isNoContent());
        }
        move(bank, "live").andExpect(status().isNoContent());
        move(bank, "testing").andExpect(status().isConflict());
        move(bank, "suspended").andExpect(status().isNoContent());
        assertThat(participants.find(bank).orElseThrow().isLive()).isFalse();
        move(bank, "gone")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("state"));
        move(new ParticipantId("nobody"), "live").andExpect(status().isNotFound());
    }

    private ResultActions move(ParticipantId bank, String state) throws Exception {
        return call(
                put("/api/v1/participants/{id}/state", bank), "operator", "somsri", "{\"state\":\"" + state + "\"}");
    }

    private static String publication(String definition, String round, long satang) {
        return """
        {"kind":"publication","definitionId":"%s","round":"%s","requestsOpenAt":"2026-12-01T00:00:00Z",
         "requestsCloseAt":"2027-01-01T00:00:00Z","spendingOpensAt":"2026-12-01T00:00:00Z",
         "spendingClosesAt":"2027-06-01T00:00:00Z","budgetSatang":%d,"note":"ตามมติคณะรัฐมนตรี"}
        """
                .formatted(definition, round, satang);
    }

    private void approved(String body) throws Exception {
        call(post("/api/v1/proposals/{id}/approval", proposed(body)), "approver", "boonmee", "")
                .andExpect(status().isNoContent());
    }

    private String proposed(String body) throws Exception {
        String answer = propose(body)
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return new ObjectMapper().readTree(answer).path("id").asText();
    }

    private ResultActions propose(String body) throws Exception {
        return call(post("/api/v1/programmes/{id}/proposals", id), "programme-officer", "suda", body);
    }

    private ResultActions call(MockHttpServletRequestBuilder request, String role, String name, String body)
            throws Exception {
        return mvc.perform(request.with(jwt().jwt(token -> token.subject(name))
                        .authorities(AuthorityUtils.createAuthorityList("ROLE_" + role)))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }
}
