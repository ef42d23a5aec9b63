package org.namjai.sandbox.part;

import java.util.List;
import java.util.Map;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.supervisor.ChildPart;
import org.namjai.sandbox.supervisor.PartFailure;

/** The state's registries. */
final class RegistriesPart extends ChildPart {
    static final String NAME = "registries";

    private final Installation installation;

    RegistriesPart(Installation installation) {
        super(NAME, installation.log(NAME));
        this.installation = installation;
    }

    @Override
    public List<String> needs() {
        return List.of(KeycloakPart.NAME);
    }

    @Override
    public List<TakenPort> ports() {
        return List.of(new TakenPort(installation.ports().registries(), "the registries"));
    }

    @Override
    protected List<String> command() throws PartFailure {
        return JavaCommand.of(installation.sandboxJar(), 128, "registries");
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of(
                "SERVER_PORT", String.valueOf(installation.ports().registries()),
                "NAMJAI_OIDC_ISSUER", installation.ports().issuer());
    }

    @Override
    protected boolean isReady() {
        return Probe.answers(installation.ports().registriesUrl() + "/actuator/health/readiness");
    }
}
