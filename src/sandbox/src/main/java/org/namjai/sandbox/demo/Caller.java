package org.namjai.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.namjai.sandbox.CommandFailure;
import org.namjai.sandbox.Installation;

/** Calls one service with the token of one OAuth2 client, as that client's program would. */
public final class Caller {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int RENEW_BEFORE_SECONDS = 30;

    private final Installation installation;
    private final String client;
    private final String baseUrl;
    private String token = "";
    private Instant renewAt = Instant.EPOCH;

    public Caller(Installation installation, String client, String baseUrl) {
        this.installation = installation;
        this.client = client;
        this.baseUrl = baseUrl;
    }

    /** An answer's status and JSON body (a missing node when it has none). */
    public record Answer(int status, JsonNode body) {
        boolean is2xx() {
            return status / 100 == 2;
        }
    }

    public JsonNode get(String path) {
        return expect(Set.of(200), "GET", path, null, null).body();
    }

    public JsonNode put(String path, Map<String, ?> body) {
        return expect(Set.of(200, 201, 202, 204), "PUT", path, body, null).body();
    }

    public JsonNode post(String path, @Nullable Map<String, ?> body, @Nullable String key) {
        return expect(Set.of(200, 201, 202, 204), "POST", path, body, key).body();
    }

    private Answer expect(
            Set<Integer> wanted, String method, String path, @Nullable Map<String, ?> body, @Nullable String key) {
        Answer answer = call(method, path, body, key);
        if (wanted.contains(answer.status())) return answer;
        throw new CommandFailure(
                method + " " + baseUrl + path + " as " + client + " was answered with " + answer.status() + ": "
                        + answer.body().path("detail").asText(answer.body().toString()));
    }

    /** Whatever is answered. */
    public Answer call(String method, String path, @Nullable Map<String, ?> body, @Nullable String key) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + token())
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
            if (key != null) request.header("Idempotency-Key", key);
            return answer(request.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(HttpRequest request) throws IOException {
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(response.statusCode(), json ? JSON.readTree(response.body()) : MissingNode.getInstance());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.");
        }
    }

    private synchronized String token() throws IOException {
        if (Instant.now().isBefore(renewAt)) return token;
        String form = "grant_type=client_credentials&client_id=" + encoded(client) + "&client_secret="
                + encoded(installation.clientSecret(client));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(installation.ports().issuer() + "/protocol/openid-connect/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        Answer answer = answer(request);
        if (!answer.is2xx()) throw new CommandFailure("Keycloak gives " + client + " no token: " + answer.status());
        token = answer.body().path("access_token").asText();
        renewAt = Instant.now().plusSeconds(answer.body().path("expires_in").asLong() - RENEW_BEFORE_SECONDS);
        return token;
    }

    /** The token itself, for tests that send it elsewhere. */
    public String bearer() {
        try {
            return token();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
