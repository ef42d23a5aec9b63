package org.namjai.sandbox.part;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.LedgerKeys;
import org.namjai.sandbox.supervisor.ChildPart;
import org.namjai.sandbox.supervisor.PartFailure;

/** The DGA's service. */
final class PlatformPart extends ChildPart {
    static final String NAME = "platform";

    private final Installation installation;
    private final String[] arguments;

    /** @param arguments to the service, above its environment */
    PlatformPart(Installation installation, String... arguments) {
        super(NAME, installation.log(NAME));
        this.installation = installation;
        this.arguments = arguments.clone();
    }

    @Override
    public List<String> needs() {
        return List.of(PostgresPart.NAME, KeycloakPart.NAME);
    }

    @Override
    public List<TakenPort> ports() {
        return List.of(new TakenPort(installation.ports().platform(), "the platform"));
    }

    @Override
    protected List<String> command() throws PartFailure {
        return JavaCommand.of(installation.jar("platform"), 768, arguments);
    }

    @Override
    protected Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_PORT", String.valueOf(installation.ports().platform()));
        environment.put("SPRING_DATASOURCE_URL", installation.ports().jdbcUrl("platform"));
        environment.put("SPRING_DATASOURCE_USERNAME", "platform");
        environment.put("SPRING_DATASOURCE_PASSWORD", DatabaseServer.password(installation, "platform"));
        environment.put("NAMJAI_OIDC_ISSUER", installation.ports().issuer());
        environment.put("NAMJAI_OIDC_WEB_SECRET", installation.clientSecret("namjai-web"));
        environment.put("NAMJAI_OIDC_SERVICE_SECRET", installation.clientSecret("platform"));
        environment.put("NAMJAI_REGISTRIES_URL", installation.ports().registriesUrl());
        environment.put("NAMJAI_PSEUDONYM_KEY", installation.secrets().key("platform.pseudonym-key"));
        environment.put("NAMJAI_VAULT_KEY", installation.secrets().key("platform.vault-key"));
        environment.put("NAMJAI_LEDGER_RPC_ADDRESS", CordaPart.rpcAddress(installation, CordaPart.DGA));
        environment.put(
                "NAMJAI_LEDGER_RPC_USERNAME",
                CordaPart.rpcUser(installation, CordaPart.DGA).name());
        environment.put(
                "NAMJAI_LEDGER_RPC_PASSWORD",
                CordaPart.rpcUser(installation, CordaPart.DGA).password());
        environment.put(
                "NAMJAI_LEDGER_KEYSET",
                new LedgerKeys(installation).privateKeyset(CordaPart.DGA).toString());
        return environment;
    }

    @Override
    protected boolean isReady() {
        return Probe.answers(installation.ports().platformUrl() + "/actuator/health/readiness");
    }
}
