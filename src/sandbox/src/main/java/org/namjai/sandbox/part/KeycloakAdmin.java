package org.namjai.sandbox.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.namjai.corda.network.Participant;
import org.namjai.sandbox.Installation;

/** Gives banks that joined later their logins: Keycloak imports a realm's file only while it has no such realm. */
final class KeycloakAdmin {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Installation installation;
    private final String realm;

    KeycloakAdmin(Installation installation) {
        this.installation = installation;
        this.realm = installation.ports().keycloakUrl() + "/admin/realms/namjai";
    }

    /** Writes the clients of the realm's file anew when a bank's is missing; people keep their logins. */
    void addBanks(String file) throws IOException, InterruptedException {
        String token = token();
        if (hasAllBanks(token)) return;
        JsonNode wanted = JSON.readTree(file);
        ObjectNode part = JSON.createObjectNode().put("ifResourceExists", "OVERWRITE");
        part.set("clients", wanted.path("clients"));
        // A client's own user goes with the client.
        wanted.path("users").forEach(user -> {
            if (user.has("serviceAccountClientId")) part.withArray("users").add(user);
        });
        send(authorised(token, "/partialImport")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(part.toString())));
    }

    private boolean hasAllBanks(String token) throws IOException, InterruptedException {
        for (Participant bank : installation.banks()) {
            JsonNode found = send(authorised(token, "/clients?clientId=participant-" + bank.id()));
            if (found.isEmpty()) return false;
        }
        return true;
    }

    String token() throws IOException, InterruptedException {
        String password = URLEncoder.encode(installation.secrets().password("keycloak.admin"), StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(URI.create(
                                installation.ports().keycloakUrl() + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username="
                                + KeycloakPart.ADMIN + "&password=" + password)))
                .path("access_token")
                .asText();
    }

    HttpRequest.Builder authorised(String token, String path) {
        return HttpRequest.newBuilder(URI.create(realm + path)).header("Authorization", "Bearer " + token);
    }

    static JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) throw new IOException("it answers with status " + answer.statusCode());
        return JSON.readTree(answer.body());
    }
}
