package org.namjai.platform.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.platform.MadeRegistries;
import org.namjai.platform.shared.CitizenId;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** The clients against registries that are well, away, slow, or wrong in every way we could think of. */
class RegistriesTest {
    private static final WireMockServer OUTSIDE =
            new WireMockServer(options().dynamicPort().extensions(new MadeRegistries()));
    private static final CitizenId PERSON = new CitizenId("1112034563562");
    private static final CitizenId OTHER = new CitizenId("1101700230708");
    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    /** In a stub's template: the transaction that it is asked in. */
    private static final String TRANSACTION = "{{jsonPath request.body '$.message.transaction_id'}}";

    private final SettableClock clock = new SettableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Registries registries = registries(Duration.ofSeconds(5));

    static {
        OUTSIDE.start();
    }

    @BeforeEach
    void everyRegistryIsWell() {
        OUTSIDE.resetAll();
        MadeRegistries.areWell(OUTSIDE);
    }

    @AfterAll
    static void stop() {
        OUTSIDE.stop();
    }

    private Registries registries(Duration timeout) {
        var settings = new RegistrySettings(
                OUTSIDE.baseUrl() + "/registries", Map.of(), timeout, 3, Duration.ofMillis(1), LEFT_ALONE);
        var factory = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
        factory.setReadTimeout(timeout);
        return new Registries(
                registry -> RestClient.builder()
                        .requestFactory(factory)
                        .baseUrl(settings.urlOf(registry))
                        .build(),
                settings,
                clock,
                meters);
    }

    @Test
    void everyRegistry_statesItsFactsInTheirTypes() {
        assertThat(registries.ask(citizen(PERSON)).facts())
                .containsEntry("nationality", "TH")
                .containsEntry("birthDate", "1990-01-31")
                .containsEntry("alive", true)
                .containsEntry("addressDistrict", "1001");
        assertThat(registries.ask(revenue(PERSON)).facts()).containsExactly(Map.entry("incomeSatang", 30_000_000L));
        Answer farmer = registries.ask(new Inquiry(PERSON, new Question(Registry.FARMER, Map.of("season", "2567/68"))));
        assertThat(farmer.isComplete()).isTrue();
        assertThat(farmer.facts().get("plots"))
                .isEqualTo(List.of(Map.of(
                        "plotId", "P-1",
                        "district", "1001",
                        "crop", "rice",
                        "areaSquareWah", 4_000L,
                        "registeredOn", "2024-06-01",
                        "landRight", true,
                        "overlaps", List.of())));
        Answer disaster =
                registries.ask(new Inquiry(PERSON, new Question(Registry.DISASTER, Map.of("event", "flood-2567"))));
        assertThat(disaster.isComplete()).isTrue();
        assertThat(disaster.facts()).containsEntry("daysFlooded", 45L).containsEntry("certified", true);
    }

    @Test
    void questionWithAttributes_travelsAsPredicates_oneWithoutAsAnIdentifier_andNoNumberInAnAddress() {
        registries.ask(revenue(PERSON));
        registries.ask(citizen(PERSON));

        OUTSIDE.verify(postRequestedFor(urlEqualTo("/registries/revenue/registry/sync/search"))
                .withRequestBody(matchingJsonPath("$.header.action", equalTo("search")))
                .withRequestBody(matchingJsonPath("$.header.total_count", equalTo("1")))
                .withRequestBody(matchingJsonPath(
                        "$.message.search_request[0].search_criteria.query_type", equalTo("predicate")))
                .withRequestBody(matchingJsonPath(
                        "$.message.search_request[0].search_criteria.query[0].expression1.attribute_value",
                        equalTo(PERSON.digits())))
                .withRequestBody(matchingJsonPath(
                        "$.message.search_request[0].search_criteria.query[1].expression1.attribute_name",
                        equalTo("taxYear")))
                .withRequestBody(matchingJsonPath(
                        "$.message.search_request[0].search_criteria.query[1].expression1.attribute_value",
                        equalTo("2023"))));
        OUTSIDE.verify(postRequestedFor(urlEqualTo("/registries/citizen/registry/sync/search"))
                .withRequestBody(matchingJsonPath(
                        "$.message.search_request[0].search_criteria.query_type", equalTo("idtype-value")))
                .withRequestBody(matchingJsonPath(
                        "$.message.search_request[0].search_criteria.query.value", equalTo(PERSON.digits()))));
    }

    @Test
    void manyQuestions_goInOneMessageForEachRegistryAndHundred() {
        List<Inquiry> all = IntStream.range(0, 150)
                .mapToObj(RegistriesTest::somebody)
                .flatMap(person -> List.of(citizen(person), revenue(person)).stream())
                .toList();

        assertThat(registries.ask(all)).hasSize(300);

        OUTSIDE.verify(2, postRequestedFor(urlEqualTo(MadeRegistries.path("citizen"))));
        OUTSIDE.verify(2, postRequestedFor(urlEqualTo(MadeRegistries.path("revenue"))));
    }

    @Test
    void unknownPerson_hasNoFactsAndAnIncompleteAnswer() {
        MadeRegistries.sayNothing(OUTSIDE, "revenue");

        Answer answer = registries.ask(revenue(PERSON));

        assertThat(answer.isComplete()).isFalse();
        assertThat(answer.record()).isNull();
        assertThat(answer.facts()).containsEntry("incomeSatang", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "incomeSatang | \"1\"",
                "incomeSatang | 1.5",
                "incomeSatang | -1",
                "incomeSatang | 9223372036854775808",
                "incomeSatang | true",
                "incomeSatang | null",
                "other        | 1"
            })
    void revenueRecordOfAWrongType_isAGap(String name, String value) {
        MadeRegistries.say(OUTSIDE, "revenue", "{\"" + name + "\":" + value + "}");

        Answer answer = registries.ask(revenue(PERSON));

        assertThat(answer.facts()).containsEntry("incomeSatang", null);
        assertThat(answer.isComplete()).isFalse();
    }

    @Test
    void oneWrongAttribute_leavesTheOthers() {
        MadeRegistries.say(
                OUTSIDE,
                "citizen",
                "{\"nationality\":\"Thai\",\"birthDate\":\"1990-02-31\",\"alive\":\"true\",\"householdRegistered\":true,"
                        + "\"addressDistrict\":\"1001\"}");

        assertThat(registries.ask(citizen(PERSON)).facts())
                .containsEntry("nationality", null)
                .containsEntry("birthDate", null)
                .containsEntry("alive", null)
                .containsEntry("householdRegistered", true)
                .containsEntry("addressDistrict", "1001");
    }

    @Test
    void plotThatCannotBeRead_spoilsTheList() {
        MadeRegistries.say(
                OUTSIDE,
                "farmer",
                "{\"farmerRegistered\":true,\"farmerRegisteredOn\":\"2020-05-01\",\"farmHouseholdCode\":\"1\","
                        + "\"plots\":[{\"plotId\":\"P-1\",\"areaSquareWah\":\"4000\"}]}");

        Answer answer = registries.ask(new Inquiry(PERSON, new Question(Registry.FARMER, Map.of("season", "2567/68"))));

        assertThat(answer.facts()).containsEntry("plots", null).containsEntry("farmerRegistered", true);
        assertThat(answer.isComplete()).isFalse();
    }

    @Test
    void whatDependsOnATruth_mayBeAbsentWhenThatIsFalse() {
        MadeRegistries.say(OUTSIDE, "farmer", "{\"farmerRegistered\":false,\"plots\":[]}");

        Answer answer = registries.ask(new Inquiry(PERSON, new Question(Registry.FARMER, Map.of("season", "2567/68"))));

        assertThat(answer.isComplete()).isTrue();
    }

    @Test
    void recordOfSomebodyElse_isNotTaken() {
        answerWith(
                """
                [{"reference_id":"%1$s-1","status":"succ","data":{"reg_records":
                  [{"incomeSatang":1,"identifier":[{"identifier_type":"UIN","identifier_value":"%2$s"}]}]}}]
                """
                        .formatted(TRANSACTION, OTHER.digits()));

        Answer answer = registries.ask(revenue(PERSON));

        assertThat(answer.record()).isNull();
        assertThat(answer.isComplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"reference_id\":\"another\",\"status\":\"succ\",\"data\":{\"reg_records\":[]}}]",
                "[{\"status\":\"succ\",\"data\":{\"reg_records\":[]}}]",
                "[{\"reference_id\":\"" + TRANSACTION + "-1\",\"status\":\"rjct\"}]"
            })
    void questionLeftOutOrRejected_hasNoAnswerNow(String responses) {
        answerWith(responses);

        assertThatThrownBy(() -> registries.ask(revenue(PERSON)))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessage("the revenue registry did not answer: it left the question out");
        assertThat(registries.ask(List.of(revenue(PERSON)))).isEmpty();
    }

    @Test
    void batchAnsweredInPart_givesThoseAnswers() {
        answerWith(
                """
                [{"reference_id":"%s-2","status":"succ","data":{"reg_records":[]}}]
                """
                        .formatted(TRANSACTION));

        assertThat(registries.ask(List.of(revenue(PERSON), revenue(OTHER)))).containsOnlyKeys(revenue(OTHER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "not JSON of 1112034563562",
                "{\"header\":{\"status\":\"rjct\"}}",
                "{\"header\":{\"status\":\"succ\"},\"message\":{\"transaction_id\":\"another\"}}"
            })
    void messageThatIsNoAnswer_isNotTakenAndNotQuoted(String body) {
        OUTSIDE.stubFor(post(MadeRegistries.path("revenue")).willReturn(okJson(body)));

        assertThatThrownBy(() -> registries.ask(revenue(PERSON)))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessageNotContaining(PERSON.digits())
                .hasStackTraceContaining("UnusableMessage")
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(PERSON.digits()));
    }

    @Test
    void answerLargerThanAnyCanBe_isNotTaken() {
        OUTSIDE.stubFor(post(MadeRegistries.path("revenue")).willReturn(okJson(" ".repeat((4 << 20) + 1))));

        assertThatThrownBy(() -> registries.ask(revenue(PERSON))).hasMessageContaining("larger than any can be");
    }

    @Test
    void timeout_isTriedAgain() {
        passing(Scenario.STARTED, "well", okJson("{}").withFixedDelay(60_000));

        Question question = new Question(Registry.SANCTIONS, Map.of());
        assertThat(registries(Duration.ofSeconds(1))
                        .ask(new Inquiry(PERSON, question))
                        .isComplete())
                .isTrue();
    }

    @Test
    void failureThatPasses_isNotNoticed() {
        // In the states after these two, the stub of a registry that is well answers.
        passing(Scenario.STARTED, "broken", serverError());
        passing("broken", "well", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        Question question = new Question(Registry.SANCTIONS, Map.of());
        assertThat(registries.ask(new Inquiry(PERSON, question)).isComplete()).isTrue();
        OUTSIDE.verify(3, postRequestedFor(urlEqualTo(MadeRegistries.path("sanctions"))));
    }

    private static void passing(String from, String to, ResponseDefinitionBuilder failure) {
        OUTSIDE.stubFor(post(MadeRegistries.path("sanctions"))
                .inScenario("passing")
                .whenScenarioStateIs(from)
                .willSetStateTo(to)
                .willReturn(failure));
    }

    @Test
    void refusal_isNotTriedAgain() {
        OUTSIDE.stubFor(
                post(MadeRegistries.path("revenue")).willReturn(aResponse().withStatus(403)));

        assertThatThrownBy(() -> registries.ask(revenue(PERSON))).hasMessageEndingWith("HTTP 403");

        OUTSIDE.verify(1, postRequestedFor(urlEqualTo(MadeRegistries.path("revenue"))));
    }

    @Test
    void registryThatKeepsFailing_isLeftAloneThenTriedAndTakenBack() {
        MadeRegistries.fail(OUTSIDE, "revenue");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> registries.ask(revenue(PERSON))).hasMessageEndingWith("HTTP 500");
        }
        OUTSIDE.resetRequests();
        assertThatThrownBy(() -> registries.ask(revenue(PERSON))).hasMessageEndingWith("left alone for a while");
        OUTSIDE.verify(0, postRequestedFor(urlEqualTo(MadeRegistries.path("revenue"))));
        assertThat(closed("revenue")).isZero();
        assertThat(registries.ask(List.of(revenue(PERSON), citizen(PERSON))))
                .as("the others are asked")
                .containsOnlyKeys(citizen(PERSON));

        clock.now = clock.now.plus(LEFT_ALONE).plusMillis(1);
        MadeRegistries.areWell(OUTSIDE);
        for (int i = 0; i < 3; i++) {
            assertThat(registries.ask(revenue(PERSON)).isComplete()).isTrue();
        }
        assertThat(closed("revenue")).isOne();
    }

    @Test
    void registryStillAwayWhenTriedAgain_isLeftAloneAgain() {
        MadeRegistries.fail(OUTSIDE, "revenue");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> registries.ask(revenue(PERSON))).hasMessageEndingWith("HTTP 500");
        }
        clock.now = clock.now.plus(LEFT_ALONE).plusMillis(1);
        assertThatThrownBy(() -> registries.ask(revenue(PERSON))).hasMessageEndingWith("HTTP 500");
        assertThatThrownBy(() -> registries.ask(revenue(PERSON))).hasMessageEndingWith("left alone for a while");
    }

    @ParameterizedTest
    @CsvSource({"REVENUE, taxYear, x", "REVENUE, year, 2023", "DEPOSITS, snapshotDate, 2024-02-30", "CITIZEN, a, b"})
    void questionThatNobodyCanAnswer_isRefusedBeforeItIsAsked(Registry registry, String name, String value) {
        assertThatThrownBy(() -> new Question(registry, Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(registry.code());
    }

    @Test
    void numberWrittenAsText_isTheSameQuestion() {
        assertThat(new Question(Registry.REVENUE, Map.of("taxYear", "2023")))
                .isEqualTo(new Question(Registry.REVENUE, Map.of("taxYear", 2023)));
    }

    private static void answerWith(String responses) {
        OUTSIDE.stubFor(post(MadeRegistries.path("revenue"))
                .willReturn(okJson("{\"header\":{\"status\":\"succ\"},\"message\":{\"transaction_id\":\"" + TRANSACTION
                                + "\",\"search_response\":" + responses + "}}")
                        .withTransformers("response-template")));
    }

    private static Inquiry citizen(CitizenId person) {
        return new Inquiry(person, new Question(Registry.CITIZEN, Map.of()));
    }

    private static Inquiry revenue(CitizenId person) {
        return new Inquiry(person, new Question(Registry.REVENUE, Map.of("taxYear", 2023)));
    }

    private static CitizenId somebody(int number) {
        String digits = "11%010d".formatted(number);
        return IntStream.range(0, 10)
                .mapToObj(check -> digits + check)
                .filter(CitizenId::isValid)
                .map(CitizenId::new)
                .findFirst()
                .orElseThrow();
    }

    private double closed(String registry) {
        return meters.get("namjai.registry.closed")
                .tag("registry", registry)
                .gauge()
                .value();
    }

    private static String stackTrace(Throwable failure) {
        var text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    /** Stands still until a test moves it. */
    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2024-09-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
