package org.namjai.platform.request.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.MadeRegistries;
import org.namjai.platform.registry.Question;
import org.namjai.platform.registry.Registry;
import org.namjai.platform.request.ApplicantMessages;
import org.namjai.platform.request.Evidence;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.shared.CitizenId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.ResultActions;

class RequestControllerTest extends DomainSlice {
    @Autowired
    private ApplicantMessages messages;

    @Autowired
    private Evidence evidence;

    @Test
    void newRequest_isAcceptedWithAnAddressThatShowsIt() throws Exception {
        CitizenId person = somebody();

        String location =
                location(send(UUID.randomUUID().toString(), body(person)).andExpect(status().isAccepted()));

        mvc.perform(get(location).with(superApp()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.programme").value("digital-wallet"))
                .andExpect(jsonPath("$.state").value("received"))
                .andExpect(jsonPath("$.reasons").isEmpty())
                .andExpect(jsonPath("$.history[0].state").value("received"))
                .andExpect(jsonPath("$.history[0].at").isNotEmpty());
    }

    @Test
    void request_showsItsMessagesAndWhoWasAsked_neverWhatWasSaid() throws Exception {
        String location = location(send(UUID.randomUUID().toString(), body(somebody())));
        var id = new RequestId(UUID.fromString(location.substring(location.lastIndexOf('/') + 1)));
        mvc.perform(get(location).with(superApp()))
                .andExpect(jsonPath("$.messages").isEmpty())
                .andExpect(jsonPath("$.evidence").isEmpty());
        messages.tell(id, "โปรดเตรียมทะเบียนบ้าน", "Have your house register ready.");
        messages.tell(id, "ขอบคุณ", "Thank you.");
        MadeRegistries.sayNothing(OUTSIDE, "deposits");
        evidence.lookUp(id, new Question(Registry.REVENUE, Map.of("taxYear", 2023)));
        evidence.lookUp(id, new Question(Registry.DEPOSITS, Map.of("snapshotDate", "2024-03-31")));

        String answer = mvc.perform(get(location).with(superApp()))
                .andExpect(status().isOk())
                .andExpect(
                        jsonPath("$.messages[*].en").value(contains("Have your house register ready.", "Thank you.")))
                .andExpect(jsonPath("$.messages[0].th").value("โปรดเตรียมทะเบียนบ้าน"))
                .andExpect(jsonPath("$.messages[0].at").isNotEmpty())
                .andExpect(jsonPath("$.evidence[*].registry").value(contains("revenue", "deposits")))
                .andExpect(jsonPath("$.evidence[*].usable").value(contains(true, false)))
                .andExpect(jsonPath("$.evidence[0].at").isNotEmpty())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(answer).doesNotContain("30000000", "incomeSatang", "taxYear", "2024-03-31");
    }

    @Test
    void sameKey_givesTheSameAnswer_otherBodyIs422() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = body(somebody());

        String first = location(send(key, body));

        assertThat(location(send(key, body).andExpect(status().isAccepted()))).isEqualTo(first);
        send(key, body(somebody()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.errors[0].field").value("Idempotency-Key"));
    }

    @Test
    void secondLiveRequest_isAConflict() throws Exception {
        CitizenId person = somebody();
        send(UUID.randomUUID().toString(), body(person));

        send(UUID.randomUUID().toString(), body(person))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.errors[0].field").value("citizenId"))
                .andExpect(jsonPath("$.errors[0].th").isNotEmpty());
    }

    @Test
    void wrongFields_areAllNamedInThaiAndEnglish() throws Exception {
        send("k", "{\"programme\":\"No\",\"citizenId\":\"1112034563563\",\"participant\":null,\"answers\":{}}")
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.errors[*].field")
                        .value(contains("programme", "citizenId", "participant", "account")))
                .andExpect(jsonPath("$.errors[1].en").value("must be 13 digits with the right check digit"))
                .andExpect(jsonPath("$.errors[1].th").value("ไม่ใช่เลขประจำตัวประชาชนที่ถูกต้อง"));
    }

    @Test
    void answersThatTheFormDoesNotTake_areNamedWithTheirRule() throws Exception {
        String body = body(somebody())
                .replace("\"declaration\":true", "\"declaration\":false,\"shoe-size\":43")
                .replace("0812345678", "812345678x");

        send("k", body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field")
                        .value(contains("answers.phone", "answers.declaration", "answers.shoe-size")))
                .andExpect(jsonPath("$.errors[0].en").value("must match ^0[0-9]{9}$"))
                .andExpect(jsonPath("$.errors[1].th").value("ต้องยอมรับ"));
    }

    @Test
    void answer_neverRepeatsTheCitizensNumber() throws Exception {
        String wrong = "1112034563563";

        String answer = send("k", body(somebody()).replaceFirst("\"[0-9]{13}\"", "\"" + wrong + "\""))
                .andExpect(status().isBadRequest())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(answer).doesNotContain(wrong);
    }

    @Test
    void unknownFieldBrokenJsonOrDepth_isOneClearSentence() throws Exception {
        send("k", body(somebody()).replace("\"account\"", "\"acount\""))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("acount is not a known field."));
        send("k", "{\"programme\":")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("body must be well-formed JSON."));
        send(
                        "k",
                        body(somebody())
                                .replace(
                                        "{\"declaration\":true,\"phone\":\"0812345678\"}",
                                        "{\"a\":".repeat(500) + "1" + "}".repeat(500)))
                .andExpect(status().isBadRequest());
        send("k", body(somebody()) + "{}").andExpect(status().isBadRequest());
        send("k", body(somebody()).replaceFirst("\\{", "{\"programme\":\"a\",")).andExpect(status().isBadRequest());
    }

    @Test
    void anotherClientsRequest_isNotFound() throws Exception {
        String location = location(send(UUID.randomUUID().toString(), body(somebody())));

        mvc.perform(get(location)
                        .with(jwt().jwt(token -> token.claim("azp", "other-app"))
                                .authorities(AuthorityUtils.createAuthorityList("ROLE_super-app"))))
                .andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/requests/{id}", "7").with(superApp())).andExpect(status().isBadRequest());
    }

    @Test
    void otherRolesAndNobody_mayNotSendOrRead() throws Exception {
        for (String role : List.of("citizen", "participant", "operator", "case-worker", "auditor")) {
            mvc.perform(post("/api/v1/requests")
                            .with(role(role))
                            .header("Idempotency-Key", "k")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(body(somebody())))
                    .andExpect(status().isForbidden());
            mvc.perform(get("/api/v1/requests/{id}", UUID.randomUUID()).with(role(role)))
                    .andExpect(status().isForbidden());
        }
        mvc.perform(get("/api/v1/requests/{id}", UUID.randomUUID())).andExpect(status().isUnauthorized());
    }

    private ResultActions send(String key, String body) throws Exception {
        return mvc.perform(post("/api/v1/requests")
                .with(superApp())
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private static String location(ResultActions answer) throws Exception {
        answer.andExpect(header().exists(HttpHeaders.LOCATION));
        return Objects.requireNonNull(answer.andReturn().getResponse().getHeader(HttpHeaders.LOCATION));
    }

    private static String body(CitizenId person) {
        return """
                {"programme":"digital-wallet","citizenId":"%s","participant":"bua","account":"1234567890",\
                "answers":{"declaration":true,"phone":"0812345678"}}"""
                .formatted(person.digits());
    }
}
