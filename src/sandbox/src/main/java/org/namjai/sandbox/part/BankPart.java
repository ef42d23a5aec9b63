package org.namjai.sandbox.part;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.namjai.corda.network.Participant;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.LedgerKeys;
import org.namjai.sandbox.supervisor.ChildPart;
import org.namjai.sandbox.supervisor.PartFailure;

/** A bank's gateway beside its own Corda node. */
final class BankPart extends ChildPart {
    private final Installation installation;
    private final Participant bank;
    private final String[] arguments;

    /** @param arguments to the gateway, above its environment */
    BankPart(Installation installation, Participant bank, String... arguments) {
        super(nameOf(bank), installation.log(nameOf(bank)));
        this.installation = installation;
        this.bank = bank;
        this.arguments = arguments.clone();
    }

    static String nameOf(Participant bank) {
        return "bank-" + bank.id();
    }

    @Override
    public List<String> needs() {
        return List.of(PostgresPart.NAME, KeycloakPart.NAME);
    }

    @Override
    public List<TakenPort> ports() {
        return List.of(new TakenPort(installation.ports().bank(bank.id()), "the gateway of " + bank.nameEn()));
    }

    @Override
    protected List<String> command() throws PartFailure {
        return JavaCommand.of(installation.jar("bank"), 320, arguments);
    }

    @Override
    protected Map<String, String> environment() {
        String login = DatabaseServer.login(bank);
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_PORT", String.valueOf(installation.ports().bank(bank.id())));
        environment.put("SPRING_DATASOURCE_URL", installation.ports().jdbcUrl(login));
        environment.put("SPRING_DATASOURCE_USERNAME", login);
        environment.put("SPRING_DATASOURCE_PASSWORD", DatabaseServer.password(installation, login));
        environment.put("NAMJAI_BANK_PARTICIPANT", bank.id());
        environment.put("NAMJAI_BANK_NAME_TH", bank.nameTh());
        environment.put("NAMJAI_BANK_NAME_EN", bank.nameEn());
        environment.put("NAMJAI_BANK_KEY", installation.secrets().key("bank." + bank.id() + ".key"));
        environment.put("NAMJAI_OIDC_ISSUER", installation.ports().issuer());
        environment.put("NAMJAI_BANK_WEB_SECRET", installation.clientSecret("bank-" + bank.id() + "-web"));
        environment.put("NAMJAI_BANK_SERVICE_SECRET", installation.clientSecret("participant-" + bank.id()));
        environment.put("NAMJAI_PLATFORM_URL", installation.ports().platformUrl());
        environment.put("NAMJAI_LEDGER_RPC_ADDRESS", CordaPart.rpcAddress(installation, bank.id()));
        environment.put(
                "NAMJAI_LEDGER_RPC_USERNAME",
                CordaPart.rpcUser(installation, bank.id()).name());
        environment.put(
                "NAMJAI_LEDGER_RPC_PASSWORD",
                CordaPart.rpcUser(installation, bank.id()).password());
        environment.put(
                "NAMJAI_LEDGER_KEYSET",
                new LedgerKeys(installation).privateKeyset(bank.id()).toString());
        environment.put("NAMJAI_LEDGER_REVIEW_TOKEN", CordaPart.reviewToken(installation, bank.id()));
        return environment;
    }

    @Override
    protected boolean isReady() {
        return Probe.answers(installation.ports().bankUrl(bank.id()) + "/actuator/health/readiness");
    }
}
