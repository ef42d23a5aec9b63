package org.namjai.platform.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/** One registry over HTTP. The person's number travels in the body, never in an address. */
final class RegistryClient {
    private static final String PATH = "/registry/sync/search";

    /** A hundred farmers with a hundred plots each; more is a registry gone wrong. */
    private static final int LARGEST_ANSWER_BYTES = 4 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Registry registry;
    private final RestClient http;
    private final CircuitBreaker circuit;
    private final Retry retry;
    private final Clock clock;

    RegistryClient(Registry registry, RestClient http, CircuitBreaker circuit, Retry retry, Clock clock) {
        this.registry = registry;
        this.http = http;
        this.circuit = circuit;
        this.retry = retry;
        this.clock = clock;
    }

    /** Those questions that were answered; throws {@link RegistryUnavailable} when the message was not. */
    Map<Inquiry, Answer> ask(List<Inquiry> inquiries) {
        var message = new SearchMessage(registry, inquiries);
        Supplier<Map<Inquiry, Answer>> guarded =
                Retry.decorateSupplier(retry, CircuitBreaker.decorateSupplier(circuit, () -> send(message)));
        try {
            return guarded.get();
        } catch (CallNotPermittedException e) {
            throw new RegistryUnavailable(registry, "it is left alone for a while", e);
        } catch (UnusableMessage e) {
            throw new RegistryUnavailable(registry, e.why(), e);
        } catch (RuntimeException e) {
            // A refused or broken connection, a timeout, an error status, or no token for it.
            throw new RegistryUnavailable(registry, e.getClass().getSimpleName(), e);
        }
    }

    private Map<Inquiry, Answer> send(SearchMessage message) {
        JsonNode body = http.post()
                .uri(PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .body(message.body(clock.instant()))
                .exchange((request, response) -> read(response));
        return message.answers(body, clock.instant());
    }

    private static JsonNode read(ClientHttpResponse response) throws IOException {
        if (!response.getStatusCode().is2xxSuccessful()) {
            throw UnusableMessage.ofStatus(response.getStatusCode().value());
        }
        byte[] bytes = response.getBody().readNBytes(LARGEST_ANSWER_BYTES + 1);
        if (bytes.length > LARGEST_ANSWER_BYTES) {
            throw new UnusableMessage("the answer is larger than any can be");
        }
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            // Without its cause, which may quote the content.
            throw new UnusableMessage("the answer is not JSON");
        }
    }
}
