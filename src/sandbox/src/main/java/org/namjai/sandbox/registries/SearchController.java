package org.namjai.sandbox.registries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Each registry's search, as the Digital Convergence Initiative writes it down. Citizen ids travel in the body, so that
 * they stay out of access logs.
 */
@RestController
class SearchController {
    private static final int MOST_AT_ONCE = 100;
    private static final String PERSON = "UIN";

    private final Records records;
    private final Faults faults;
    private final ObjectMapper json;

    SearchController(Population population, Faults faults, ObjectMapper json) {
        this.records = new Records(population);
        this.faults = faults;
        this.json = json;
    }

    @PostMapping(path = "/{registry}/registry/sync/search", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> search(@PathVariable String registry, @RequestBody JsonNode asked)
            throws InterruptedException {
        if (!Records.REGISTRIES.contains(registry))
            return ResponseEntity.notFound().build();
        Faults.Fault fault = faults.of(registry);
        if (fault.kind() == Faults.Kind.DOWN) return ResponseEntity.status(503).build();
        if (fault.kind() == Faults.Kind.GARBAGE) return ResponseEntity.ok("<html>Under maintenance</html>");
        if (fault.kind() == Faults.Kind.SLOW) Thread.sleep(fault.delayMs());
        return ResponseEntity.ok(answer(registry, asked, fault.kind()).toString());
    }

    private ObjectNode answer(String registry, JsonNode asked, Faults.Kind fault) {
        JsonNode searches = asked.at("/message/search_request");
        boolean accepted = searches.isArray() && searches.size() <= MOST_AT_ONCE;
        ObjectNode answer = json.createObjectNode();
        ObjectNode header = answer.putObject("header")
                .put("version", "1.0.0")
                .put("message_id", UUID.randomUUID().toString())
                .put("message_ts", Instant.now().toString())
                .put("action", "search")
                .put("status", accepted ? "succ" : "rjct")
                .put("sender_id", registry)
                .put("receiver_id", asked.at("/header/sender_id").asText())
                .put("total_count", searches.size())
                .put("is_msg_encrypted", false);
        ArrayNode responses = answer.putObject("message")
                .put("transaction_id", asked.at("/message/transaction_id").asText())
                .put("correlation_id", UUID.randomUUID().toString())
                .putArray("search_response");
        if (!accepted) {
            header.put("status_reason_code", "rjct.total_count.limit_exceeded");
            return answer;
        }
        int number = 0;
        for (JsonNode search : searches) {
            boolean left = fault == Faults.Kind.LEFT_OUT && number++ % 2 == 1;
            if (!left) responses.add(response(registry, search, fault));
        }
        return answer;
    }

    private ObjectNode response(String registry, JsonNode search, Faults.Kind fault) {
        ObjectNode response = json.createObjectNode()
                .put("reference_id", search.path("reference_id").asText())
                .put("timestamp", Instant.now().toString());
        Optional<Map<String, String>> query = query(search.path("search_criteria"));
        if (query.isEmpty()) {
            return response.put("status", "rjct").put("status_reason_code", "rjct.search_criteria.invalid");
        }
        Map<String, String> asked = query.get();
        String person = asked.getOrDefault(PERSON, "");
        ArrayNode found = response.put("status", "succ")
                .putObject("data")
                .put("version", "1.0.0")
                .put("reg_type", search.at("/search_criteria/reg_type").asText())
                .putArray("reg_records");
        records.find(registry, person, asked).ifPresent(record -> found.add(record(person, record, fault)));
        response.put("locale", "tha");
        return response;
    }

    private ObjectNode record(String person, Map<String, Object> attributes, Faults.Kind fault) {
        ObjectNode record = json.valueToTree(attributes);
        if (fault == Faults.Kind.WRONG_TYPES)
            attributes.keySet().forEach(name -> record.putArray(name).add("?"));
        record.putArray("identifier")
                .addObject()
                .put("identifier_type", PERSON)
                .put("identifier_value", fault == Faults.Kind.SOMEBODY_ELSE ? "0000000000000" : person);
        return record;
    }

    /** What must be equal, by name; nothing when the query is of a kind that these registries don't know. */
    private static Optional<Map<String, String>> query(JsonNode criteria) {
        JsonNode query = criteria.path("query");
        var equal = new LinkedHashMap<String, String>();
        switch (criteria.path("query_type").asText()) {
            case "idtype-value" ->
                equal.put(query.path("type").asText(), query.path("value").asText());
            case "predicate" -> {
                for (JsonNode predicate : query) {
                    JsonNode expression = predicate.path("expression1");
                    if (!expression.path("operator").asText().equals("eq") || predicate.has("expression2")) {
                        return Optional.empty();
                    }
                    equal.put(
                            expression.path("attribute_name").asText(),
                            expression.path("attribute_value").asText());
                }
            }
            default -> {
                return Optional.empty();
            }
        }
        return equal.containsKey(PERSON) ? Optional.of(equal) : Optional.empty();
    }
}
