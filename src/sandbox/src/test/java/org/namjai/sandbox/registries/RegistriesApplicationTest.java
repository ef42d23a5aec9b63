package org.namjai.sandbox.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The registries' protocol and their faults, without a server. */
// The platform stands on the test class path too; its settings are not the registries'.
@WebMvcTest(properties = "spring.config.name=registries")
@Import(Faults.class)
class RegistriesApplicationTest {
    private static final Person SOMCHAI = Population.of(2).named("somchai");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Faults faults;

    @MockitoBean
    private JwtDecoder decoder;

    private final ObjectMapper json = new ObjectMapper();

    @AfterEach
    void everyRegistryIsWell() {
        Records.REGISTRIES.forEach(registry -> faults.set(registry, Faults.Fault.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "citizen, , , nationality",
        "revenue, taxYear, 2023, incomeSatang",
        "deposits, snapshotDate, 2024-03-31, depositsSatang",
        "corrections, date, 2024-09-15, inPrison",
        "sanctions, , , suspended",
        "farmer, season, 2567/68, plots",
        "disaster, event, flood-2567, damagedPlots"
    })
    void knownPerson_hasOneRecordThatNamesThem(String registry, String name, String value, String attribute)
            throws Exception {
        JsonNode answer = search(registry, name == null ? byId(SOMCHAI) : byPredicates(SOMCHAI, name, value));

        assertThat(answer.at("/header/status").asText()).isEqualTo("succ");
        assertThat(answer.at("/message/transaction_id").asText()).isEqualTo("t");
        JsonNode response = answer.at("/message/search_response/0");
        assertThat(response.path("reference_id").asText()).isEqualTo("r0");
        assertThat(response.at("/data/reg_records")).hasSize(1);
        JsonNode record = response.at("/data/reg_records/0");
        assertThat(record.has(attribute)).isTrue();
        assertThat(record.at("/identifier/0/identifier_type").asText()).isEqualTo("UIN");
        assertThat(record.at("/identifier/0/identifier_value").asText()).isEqualTo(SOMCHAI.citizenId());
    }

    @Test
    void stranger_hasNoRecord() throws Exception {
        JsonNode answer = search(
                "citizen",
                "{\"query_type\":\"idtype-value\",\"query\":{\"type\":\"UIN\",\"value\":\"1112034563562\"}}");

        assertThat(answer.at("/message/search_response/0/status").asText()).isEqualTo("succ");
        assertThat(answer.at("/message/search_response/0/data/reg_records")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"query_type\":\"expression\",\"query\":{}}",
                "{\"query_type\":\"idtype-value\",\"query\":{\"type\":\"PHONE\",\"value\":\"1\"}}",
                "{\"query_type\":\"predicate\",\"query\":[{\"expression1\":{\"attribute_name\":\"UIN\",\"operator\":\"gt\",\"attribute_value\":\"1\"}}]}"
            })
    void queryOfAnotherKind_isRejectedAlone(String criteria) throws Exception {
        JsonNode answer = search("citizen", criteria, byId(SOMCHAI));

        assertThat(answer.at("/message/search_response/0/status_reason_code").asText())
                .isEqualTo("rjct.search_criteria.invalid");
        assertThat(answer.at("/message/search_response/1/data/reg_records")).hasSize(1);
    }

    @Test
    void moreThanAHundredQuestions_areRejectedTogether() throws Exception {
        JsonNode answer = search(
                "citizen", IntStream.range(0, 101).mapToObj(i -> byId(SOMCHAI)).toArray(String[]::new));

        assertThat(answer.at("/header/status").asText()).isEqualTo("rjct");
        assertThat(answer.at("/message/search_response")).isEmpty();
    }

    @Test
    void faults_areSetForOneRegistryAndTakenBack() throws Exception {
        set("revenue", "{\"kind\":\"DOWN\",\"delayMs\":0}", 204);
        ask("revenue", byId(SOMCHAI)).andExpect(status().isServiceUnavailable());
        ask("citizen", byId(SOMCHAI)).andExpect(status().isOk());
        mvc.perform(get("/faults").with(as("operator"))).andExpect(status().isOk());

        set("revenue", "{\"kind\":\"WRONG_TYPES\",\"delayMs\":0}", 204);
        assertThat(record("revenue").path("incomeSatang").isArray()).isTrue();

        set("revenue", "{\"kind\":\"SOMEBODY_ELSE\",\"delayMs\":0}", 204);
        assertThat(record("revenue").at("/identifier/0/identifier_value").asText())
                .isNotEqualTo(SOMCHAI.citizenId());

        set("revenue", "{\"kind\":\"LEFT_OUT\",\"delayMs\":0}", 204);
        assertThat(search("revenue", byId(SOMCHAI), byId(SOMCHAI)).at("/message/search_response"))
                .hasSize(1);

        set("revenue", "{\"kind\":\"NONE\",\"delayMs\":0}", 204);
        assertThat(record("revenue").path("incomeSatang").isIntegralNumber()).isTrue();
    }

    @Test
    void whatIsNoFault_isRefused() throws Exception {
        set("revenue", "{\"kind\":\"SLOW\",\"delayMs\":60001}", 400);
        set("revenue", "{\"kind\":\"ODD\",\"delayMs\":1}", 400);
        set("nobody", "{\"kind\":\"DOWN\",\"delayMs\":0}", 404);
    }

    @Test
    void eachCaller_mayDoOnlyItsOwn() throws Exception {
        mvc.perform(post("/citizen/registry/sync/search")).andExpect(status().isUnauthorized());
        mvc.perform(post("/citizen/registry/sync/search").with(as("operator"))).andExpect(status().isForbidden());
        mvc.perform(put("/faults/citizen").with(as("platform"))).andExpect(status().isForbidden());
    }

    private JsonNode record(String registry) throws Exception {
        return search(registry, byId(SOMCHAI)).at("/message/search_response/0/data/reg_records/0");
    }

    private JsonNode search(String registry, String... criteria) throws Exception {
        return json.readTree(ask(registry, criteria).andReturn().getResponse().getContentAsString());
    }

    private org.springframework.test.web.servlet.ResultActions ask(String registry, String... criteria)
            throws Exception {
        String searches = IntStream.range(0, criteria.length)
                .mapToObj(i -> "{\"reference_id\":\"r" + i + "\",\"search_criteria\":" + criteria[i] + "}")
                .collect(Collectors.joining(","));
        return mvc.perform(post("/" + registry + "/registry/sync/search")
                .with(as("platform"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(
                        "{\"header\":{\"sender_id\":\"namjai\"},\"message\":{\"transaction_id\":\"t\",\"search_request\":["
                                + searches + "]}}"));
    }

    private void set(String registry, String fault, int status) throws Exception {
        mvc.perform(put("/faults/" + registry)
                        .with(as("operator"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(fault))
                .andExpect(status().is(status));
    }

    private static RequestPostProcessor as(String role) {
        return jwt().authorities(AuthorityUtils.createAuthorityList(role));
    }

    private static String byId(Person person) {
        return "{\"query_type\":\"idtype-value\",\"query\":{\"type\":\"UIN\",\"value\":\"" + person.citizenId()
                + "\"}}";
    }

    private static String byPredicates(Person person, String name, String value) {
        return Stream.of(List.of("UIN", person.citizenId()), List.of(name, value))
                .map(pair -> "{\"expression1\":{\"attribute_name\":\"" + pair.get(0)
                        + "\",\"operator\":\"eq\",\"attribute_value\":\"" + pair.get(1) + "\"}}")
                .collect(Collectors.joining(",", "{\"query_type\":\"predicate\",\"query\":[", "]}"));
    }
}
