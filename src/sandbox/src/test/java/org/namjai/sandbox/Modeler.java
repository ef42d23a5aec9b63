package org.namjai.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.namjai.sandbox.demo.Caller;

/** Camunda Modeler's deploy button: the same call with the same kind of login. */
final class Modeler {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI deployments;
    private final Caller login;

    Modeler(Installation installation) {
        String platform = installation.ports().platformUrl();
        this.deployments = URI.create(platform + "/engine-rest/deployment/create");
        this.login = new Caller(installation, "modeler", platform);
    }

    /** The files' contents by their names, together in one deployment. */
    HttpResponse<String> deploy(Map<String, String> files) throws IOException, InterruptedException {
        String boundary = "namjai-" + UUID.randomUUID();
        StringBuilder body = new StringBuilder(
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\ntest\r\n");
        files.forEach((name, content) -> body.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                + name + "\"; filename=\"" + name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content
                + "\r\n"));
        body.append("--" + boundary + "--\r\n");
        return http.send(
                HttpRequest.newBuilder(deployments)
                        .header("Authorization", "Bearer " + login.bearer())
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.ofString());
    }
}
