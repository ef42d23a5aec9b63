package org.namjai.sandbox.part;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.namjai.corda.network.Participant;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.registries.Population;
import org.namjai.sandbox.supervisor.ChildPart;
import org.namjai.sandbox.supervisor.PartFailure;

/** Keycloak in its production mode, its data in PostgreSQL, the realm imported from our file at the first start. */
final class KeycloakPart extends ChildPart {
    static final String NAME = "keycloak";
    static final String ADMIN = "keycloak-admin";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(NAMJAI_[A-Z0-9_]+)}");

    private final Installation installation;
    private final Population population;
    private final Path home;

    KeycloakPart(Installation installation, Population population) {
        super(NAME, installation.log(NAME));
        this.installation = installation;
        this.population = population;
        this.home = installation.state().resolve("keycloak");
    }

    @Override
    public List<String> needs() {
        return List.of(PostgresPart.NAME);
    }

    @Override
    public List<TakenPort> ports() {
        return List.of(new TakenPort(installation.ports().keycloak(), "Keycloak"));
    }

    @Override
    protected void prepare() throws PartFailure, InterruptedException {
        try {
            Path built = home.resolve("built-" + version());
            if (!Files.exists(built)) {
                copyDistribution();
                run(List.of(script(), "build", "--db=postgres", "--health-enabled=true"));
                Files.createFile(built);
            }
            writeRealm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String version() throws IOException {
        return Files.readString(distribution().resolve("version.txt")).strip().replaceAll("[^0-9.]", "");
    }

    private Path distribution() throws IOException {
        try (Stream<Path> found = Files.list(installation.home().resolve("src/sandbox/target/keycloak"))) {
            return found.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private void copyDistribution() throws IOException {
        Path from = distribution();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path to = home.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(to);
                else Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        if (!Path.of(script()).toFile().setExecutable(true))
            throw new IOException("Cannot make executable: " + script());
    }

    private void writeRealm() throws IOException {
        try (InputStream template = KeycloakPart.class.getResourceAsStream("/namjai-realm.json")) {
            if (template == null) throw new IllegalStateException("namjai-realm.json is not in the sandbox's jar");
            String realm = BanksOfRealm.write(
                    new String(template.readAllBytes(), StandardCharsets.UTF_8), installation.banks());
            Files.createDirectories(realm().getParent());
            Files.writeString(
                    realm(),
                    PLACEHOLDER.matcher(realm).replaceAll(found -> Matcher.quoteReplacement(valueOf(found.group(1)))));
        }
    }

    private Path realm() {
        return home.resolve("data/import/namjai-realm.json");
    }

    private String valueOf(String placeholder) {
        return switch (placeholder) {
            case "NAMJAI_PLATFORM_URL" -> installation.ports().platformUrl();
            case "NAMJAI_CITIZEN_ID_SOMCHAI" -> population.named("somchai").citizenId();
            case "NAMJAI_CITIZEN_ID_MALEE" -> population.named("malee").citizenId();
            default ->
                bankUrl(placeholder).orElseGet(() -> installation.secrets().password(placeholder));
        };
    }

    private Optional<String> bankUrl(String placeholder) {
        return installation.banks().stream()
                .map(Participant::id)
                .filter(id -> placeholder.equals("NAMJAI_BANK_" + Installation.upperSnake(id) + "_URL"))
                .map(installation.ports()::bankUrl)
                .findFirst();
    }

    private String script() {
        return home.resolve("bin/kc.sh").toString();
    }

    @Override
    protected List<String> command() {
        return List.of(
                script(),
                "start",
                "--optimized",
                "--import-realm",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + installation.ports().keycloak(),
                "--http-management-port=0",
                "--hostname=" + installation.ports().keycloakUrl(),
                "--cache=local");
    }

    @Override
    protected Map<String, String> environment() {
        try {
            return Map.of(
                    "JAVA_HOME",
                    System.getProperty("java.home"),
                    "JAVA_OPTS_KC_HEAP",
                    "-Xms64m -Xmx400m",
                    "JAVA_OPTS_APPEND",
                    "-javaagent:" + JavaCommand.tether() + " -XX:TieredStopAtLevel=1",
                    "KC_DB_URL",
                    installation.ports().jdbcUrl("keycloak"),
                    "KC_DB_USERNAME",
                    "keycloak",
                    "KC_DB_PASSWORD",
                    DatabaseServer.password(installation, "keycloak"),
                    "KC_BOOTSTRAP_ADMIN_USERNAME",
                    ADMIN,
                    "KC_BOOTSTRAP_ADMIN_PASSWORD",
                    installation.secrets().password("keycloak.admin"));
        } catch (PartFailure e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected boolean isReady() throws PartFailure, InterruptedException {
        if (!Probe.answers(installation.ports().issuer() + "/.well-known/openid-configuration")) return false;
        try {
            new KeycloakAdmin(installation).addBanks(Files.readString(realm()));
            return true;
        } catch (IOException e) {
            throw new PartFailure("Keycloak could not be given the banks' logins: " + e.getMessage());
        }
    }
}
