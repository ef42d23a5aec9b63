package org.namjai.bank.merchant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.namjai.bank.security.PlatformClient;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClientException;

/** A shop of this bank gives money of a sale back. The platform decides and keeps it; the payer's bank reads it on the page. */
@Service
public class Reversals {
    private static final Set<Integer> FINAL = Set.of(400, 404, 409, 422);

    private static final Reason NOT_TAKEN =
            new Reason("not-taken", "ระบบกลางไม่รับคำขอนี้", "The platform did not take this.");

    private final PlatformClient platform;
    private final ObjectMapper json;

    Reversals(PlatformClient platform, ObjectMapper json) {
        this.platform = platform;
        this.json = json;
    }

    /** Once for each key: the same again gets the same answer, and nothing moves twice. */
    public ReversalAnswer reverse(UUID key, UUID payment, long amountSatang, String reason) {
        ResponseEntity<JsonNode> answer = post(
                "/api/v1/payments/{id}/reversal", payment, key, Map.of("amountSatang", amountSatang, "reason", reason));
        return answer.getStatusCode().is2xxSuccessful()
                ? decided(body(answer))
                : new ReversalAnswer.Rejected(answer.getStatusCode(), body(answer));
    }

    /**
     * Asks people for the reversal that the rules do not let the shop make.
     *
     * @return why they will not look at it; empty when a case waits for them, this one or one before it
     */
    public List<Reason> askPeople(UUID key, UUID payment, String grounds) {
        ResponseEntity<JsonNode> answer =
                post("/api/v1/payments/{id}/dispute", payment, key, Map.of("as", "merchant", "grounds", grounds));
        boolean waits = answer.getStatusCode().is2xxSuccessful()
                || answer.getStatusCode().isSameCodeAs(HttpStatus.CONFLICT);
        return waits ? List.of() : reasons(body(answer));
    }

    private ResponseEntity<JsonNode> post(String path, UUID payment, UUID key, Map<String, ?> body) {
        return platform.http()
                .post()
                .uri(path, payment)
                .header("Idempotency-Key", key.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .onStatus(status -> FINAL.contains(status.value()), (request, response) -> {})
                .toEntity(JsonNode.class);
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        JsonNode body = answer.getBody();
        if (body == null) throw new RestClientException("the platform gave an empty answer");
        return body;
    }

    private ReversalAnswer decided(JsonNode body) {
        try {
            return json.treeToValue(body, ReversalAnswer.Decided.class);
        } catch (JsonProcessingException e) {
            throw new RestClientException("the platform's answer is none to a reversal", e);
        }
    }

    /** What a problem says is wrong with which field; at least that something is. */
    public static List<Reason> reasons(JsonNode problem) {
        if (problem.path("errors").isEmpty()) return List.of(NOT_TAKEN);
        return StreamSupport.stream(problem.path("errors").spliterator(), false)
                .map(error -> new Reason(
                        "invalid-" + error.path("field").asText(),
                        error.path("field").asText() + ": " + error.path("th").asText(),
                        error.path("field").asText() + ": " + error.path("en").asText()))
                .toList();
    }
}
