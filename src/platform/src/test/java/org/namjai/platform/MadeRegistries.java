package org.namjai.platform;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * The state's registries as a test wants them: whoever is asked about has the record that the test gave, in the search
 * message of the Digital Convergence Initiative.
 */
public final class MadeRegistries implements ResponseTransformerV2 {
    private static final String NAME = "made-registries";
    private static final String RECORD = "record";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a registry is asked at. */
    public static String path(String registry) {
        return "/registries/" + registry + "/registry/sync/search";
    }

    /** Everybody has this record: a JSON object of the registry's attributes. */
    public static void say(WireMockServer outside, String registry, String attributes) {
        outside.stubFor(post(path(registry))
                .willReturn(aResponse()
                        .withStatus(200)
                        .withHeader("Content-Type", "application/json")
                        .withTransformers(NAME)
                        .withTransformerParameter(RECORD, attributes)));
    }

    /** Nobody has a record. */
    public static void sayNothing(WireMockServer outside, String registry) {
        say(outside, registry, "null");
    }

    public static void fail(WireMockServer outside, String registry) {
        outside.stubFor(post(path(registry)).willReturn(serverError()));
    }

    /** Whoever is asked about meets every condition of the shipped programmes. */
    public static void areWell(WireMockServer outside) {
        say(
                outside,
                "citizen",
                """
                {"nationality":"TH","birthDate":"1990-01-31","householdRegistered":true,"alive":true,
                 "addressDistrict":"1001","houseCode":"10010000011","headOfHousehold":true}
                """);
        say(outside, "revenue", "{\"incomeSatang\":30000000}");
        say(outside, "deposits", "{\"depositsSatang\":1000000}");
        say(outside, "corrections", "{\"inPrison\":false}");
        say(outside, "sanctions", "{\"suspended\":false}");
        say(
                outside,
                "farmer",
                """
                {"farmerRegistered":true,"farmerRegisteredOn":"2020-05-01","farmHouseholdCode":"F-1",
                 "plots":[{"plotId":"P-1","district":"1001","crop":"rice","areaSquareWah":4000,
                           "registeredOn":"2024-06-01","landRight":true,"overlaps":[]}]}
                """);
        say(
                outside,
                "disaster",
                """
                {"areaDeclared":true,"declaredFrom":"2024-09-10","daysFlooded":45,"damageDocumented":true,
                 "certified":true,"damagedPlots":[{"plotId":"P-1","crop":"rice","damagedSquareWah":2000,
                 "damagedOn":"2024-09-12"}]}
                """);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        try {
            Parameters parameters = event.getTransformerParameters();
            JsonNode record = JSON.readTree(parameters.getString(RECORD));
            JsonNode asked = JSON.readTree(event.getRequest().getBodyAsString());
            return Response.Builder.like(response)
                    .but()
                    .body(answer(asked, record).toString())
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode answer(JsonNode asked, JsonNode record) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("header")
                .put("version", "1.0.0")
                .put("message_id", "1")
                .put("action", "search")
                .put("status", "succ");
        ArrayNode responses = answer.putObject("message")
                .put("transaction_id", asked.at("/message/transaction_id").asText())
                .putArray("search_response");
        for (JsonNode search : asked.at("/message/search_request")) {
            ArrayNode records = responses
                    .addObject()
                    .put("reference_id", search.path("reference_id").asText())
                    .put("status", "succ")
                    .putObject("data")
                    .putArray("reg_records");
            if (record.isObject()) {
                ObjectNode one = record.deepCopy();
                one.putArray("identifier")
                        .addObject()
                        .put("identifier_type", "UIN")
                        .put("identifier_value", person(search.at("/search_criteria/query")));
                records.add(one);
            }
        }
        return answer;
    }

    private static String person(JsonNode query) {
        return query.isArray()
                ? query.at("/0/expression1/attribute_value").asText()
                : query.path("value").asText();
    }
}
