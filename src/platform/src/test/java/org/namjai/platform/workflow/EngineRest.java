package org.namjai.platform.workflow;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.springframework.context.ApplicationContext;

/**
 * The engine's REST API without a server under it, called as somebody whom the filters before it have let in. The web
 * applications' API is the same resources under another path.
 */
final class EngineRest {
    private final ApplicationHandler resources;
    private final IdentityService identity;

    EngineRest(ResourceConfig resources, ApplicationContext beans, IdentityService identity) {
        ResourceConfig alone = new ResourceConfig(resources.getClasses()).property("contextConfig", beans);
        resources.getInstances().forEach(alone::register);
        this.resources = new ApplicationHandler(alone);
        this.identity = identity;
    }

    record Answer(int status, String body) {}

    Answer call(String user, List<String> groups, String method, String path, String json) throws Exception {
        URI base = URI.create("http://localhost/engine-rest/");
        var request = new ContainerRequest(
                base, base.resolve(path), method, null, new MapPropertiesDelegate(), resources.getConfiguration());
        request.getHeaders().add("Content-Type", "application/json");
        request.getHeaders().add("Accept", "application/json");
        request.setEntityStream(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        var body = new ByteArrayOutputStream();
        identity.setAuthentication(user, groups);
        try {
            ContainerResponse response = resources.apply(request, body).get();
            return new Answer(response.getStatus(), body.toString(StandardCharsets.UTF_8));
        } finally {
            identity.clearAuthentication();
        }
    }
}
