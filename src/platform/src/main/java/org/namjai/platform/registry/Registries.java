package org.namjai.platform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ServiceHttp;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks the registries about one person. The number travels in the body, never in an address. */
@Service
public class Registries {
    private final RestClient http;

    Registries(ServiceHttp http, @Value("${namjai.registries.url}") String url) {
        this.http = http.to(url);
    }

    /** Every registry's answer; throws {@link RegistryUnavailable} when one of them has none now. */
    public Map<Registry, JsonNode> ask(CitizenId citizenId, LookUpDates dates) {
        String id = citizenId.digits();
        var answers = new EnumMap<Registry, JsonNode>(Registry.class);
        put(answers, Registry.CITIZEN, Map.of("citizenId", id));
        put(answers, Registry.REVENUE, Map.of("citizenId", id, "taxYear", dates.taxYear()));
        put(
                answers,
                Registry.DEPOSITS,
                Map.of("citizenId", id, "snapshotDate", dates.depositsOn().toString()));
        put(
                answers,
                Registry.CORRECTIONS,
                Map.of("citizenId", id, "date", dates.cutOff().toString()));
        put(answers, Registry.SANCTIONS, Map.of("citizenId", id));
        return answers;
    }

    private void put(Map<Registry, JsonNode> answers, Registry registry, Map<String, Object> question) {
        answers.put(registry, lookUp(registry, question));
    }

    private JsonNode lookUp(Registry registry, Map<String, Object> question) {
        try {
            JsonNode answer = http.post()
                    .uri("/{registry}/look-up", registry.code())
                    .contentType(MediaType.APPLICATION_JSON)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(question)
                    .retrieve()
                    .body(JsonNode.class);
            if (answer == null || !answer.path("found").isBoolean()) {
                throw new RestClientException("the answer does not say whether a record was found");
            }
            return answer;
        } catch (RestClientException e) {
            throw new RegistryUnavailable(registry, e);
        }
    }
}
