package org.namjai.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.namjai.sandbox.CommandFailure;
import org.namjai.sandbox.Installation;

/** A case worker at Tasklist: logs in at Keycloak as a person does, and works through the same calls as the page. */
public final class CaseWorker {
    private static final Pattern FORM_ACTION =
            Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");
    private static final Pattern ANY_ACTION = Pattern.compile("action=\"([^\"]+)\"");
    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final CookieManager cookies = new CookieManager(null, CaseWorker::asBrowsersDo);
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();
    private final String platform;
    private final String user;

    public CaseWorker(Installation installation, String user) {
        this.platform = installation.ports().platformUrl();
        this.user = user;
        logIn(installation.userPassword(user));
    }

    /** To a browser localhost is a safe place: it sends secure cookies back there, and so do we. */
    private static boolean asBrowsersDo(URI from, HttpCookie cookie) {
        cookie.setSecure(false);
        return true;
    }

    private void logIn(String password) {
        HttpResponse<String> page = send(get(platform + "/camunda/app/tasklist/default/"));
        Matcher action = FORM_ACTION.matcher(page.body());
        if (!action.find()) {
            action = ANY_ACTION.matcher(page.body());
            if (!action.find()) throw new CommandFailure("Keycloak showed no login form to " + user + ".");
        }
        String form = "username=" + encoded(user) + "&password=" + encoded(password) + "&credentialId=";
        HttpResponse<String> tasklist =
                send(HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
        if (tasklist.statusCode() != 200 || !tasklist.uri().getPath().startsWith("/camunda/")) {
            throw new CommandFailure("The case worker " + user + " could not enter Tasklist: " + tasklist.statusCode()
                    + " at " + tasklist.uri().getPath());
        }
    }

    /** A referred request or a payment case. */
    public record Task(String id, String name, String instance) {
        public boolean isOfRequest() {
            return name.contains("Review the request");
        }
    }

    public List<Task> tasks() {
        JsonNode found = read(send(get(platform + ENGINE + "/task?maxResults=1000")));
        List<Task> tasks = new ArrayList<>();
        for (JsonNode task : found) {
            tasks.add(new Task(
                    task.path("id").asText(),
                    task.path("name").asText(),
                    task.path("processInstanceId").asText()));
        }
        return tasks;
    }

    /** Opens the file of a request's case; the status with which the page is answered. */
    public int lookInto(String request) {
        return send(get(platform + "/cases/" + request)).statusCode();
    }

    /** Claims the task and submits its form. */
    public void decide(Task task, boolean approve, String note) {
        decide(task, Map.of("approved", String.valueOf(approve), "reviewNote", note));
    }

    /** As {@link #decide(Task, boolean, String)}, with what the task's form asks for. */
    public void decide(Task task, Map<String, String> answers) {
        Map<String, Object> variables = new HashMap<>();
        answers.forEach((name, value) -> variables.put(name, Map.of("value", value, "type", "String")));
        post("/task/" + task.id() + "/claim", Map.of("userId", user));
        post("/task/" + task.id() + "/submit-form", Map.of("variables", variables));
    }

    private void post(String path, Map<String, ?> body) {
        try {
            HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(platform + ENGINE + path))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .header("X-XSRF-TOKEN", xsrfToken())
                    .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                    .build());
            if (response.statusCode() / 100 != 2) {
                throw new CommandFailure("Tasklist refused " + path.replaceAll("[0-9a-f-]{36}", "…") + ": "
                        + response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String xsrfToken() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private JsonNode read(HttpResponse<String> response) {
        try {
            if (response.statusCode() != 200) {
                throw new CommandFailure("Tasklist answered " + response.statusCode() + " to " + user + ".");
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
