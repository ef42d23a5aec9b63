package org.namjai.sandbox.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.namjai.sandbox.Installation;

/** One more role for a program's login until this is closed: a Keycloak administrator's mistake. */
public final class ExtraRole implements AutoCloseable {
    private final KeycloakAdmin admin;
    private final String mappings;
    private final String roles;

    public ExtraRole(Installation installation, String client, String role) throws IOException, InterruptedException {
        this.admin = new KeycloakAdmin(installation);
        JsonNode known = get("/clients?clientId=" + client).path(0);
        JsonNode user = get("/clients/" + known.path("id").asText() + "/service-account-user");
        this.mappings = "/users/" + user.path("id").asText() + "/role-mappings/realm";
        this.roles = "[" + get("/roles/" + role) + "]";
        change("POST");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return KeycloakAdmin.send(admin.authorised(admin.token(), path));
    }

    private void change(String method) throws IOException, InterruptedException {
        KeycloakAdmin.send(admin.authorised(admin.token(), mappings)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(roles)));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        change("DELETE");
    }
}
