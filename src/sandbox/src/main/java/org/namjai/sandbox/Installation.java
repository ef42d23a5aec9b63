package org.namjai.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.namjai.corda.network.NetworkException;
import org.namjai.corda.network.Participant;
import org.namjai.corda.network.ParticipantFile;

/**
 * Where this machine's system stands.
 *
 * @param home the checkout
 * @param state everything that the system keeps: databases, ledger, keys, logs
 * @param banks who takes part, in the order of their file
 */
public record Installation(Path home, Path state, List<Participant> banks, Ports ports, Secrets secrets) {
    /** The participant that is no bank. */
    public static final String E_WALLET = "nokwallet";

    private static final String VERSION = "0.1.0-SNAPSHOT";

    /** From the property {@code namjai.home} and the environment. */
    public static Installation ofThisMachine() {
        Path home = Path.of(System.getProperty("namjai.home", "")).toAbsolutePath();
        String state = System.getenv("NAMJAI_STATE");
        String offset = System.getenv("NAMJAI_PORT_OFFSET");
        return at(
                home,
                state == null ? home.resolve(".namjai") : Path.of(state).toAbsolutePath(),
                banks -> Ports.standard(offset == null ? 0 : Integer.parseInt(offset), banks));
    }

    /** With the banks of the participants' file, {@code NAMJAI_PARTICIPANTS} or the checkout's own. */
    public static Installation at(Path home, Path state, Function<List<Participant>, Ports> ports) {
        String named = System.getenv("NAMJAI_PARTICIPANTS");
        List<Participant> banks =
                banksIn(named == null ? home.resolve("src/sandbox/participants.conf") : Path.of(named));
        return new Installation(
                home, state, banks, ports.apply(banks), Secrets.in(state.resolve("secrets.properties")));
    }

    /** As {@link #at}, with an e-wallet beside the banks that has a gateway and no node: where no ledger is needed. */
    public static Installation withEWallet(Path home, Path state, Function<List<Participant>, Ports> ports) {
        Installation known = at(home, state, ports);
        List<Participant> all = Stream.concat(
                        known.banks().stream(),
                        Stream.of(
                                new Participant(E_WALLET, "นกวอลเล็ต", "Nok Wallet", "O=Nok Wallet, L=Bangkok, C=TH")))
                .toList();
        return new Installation(home, state, all, ports.apply(all), known.secrets());
    }

    private static List<Participant> banksIn(Path file) {
        try {
            return ParticipantFile.read(file.toAbsolutePath());
        } catch (NetworkException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    Path logs() {
        return state.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    public Path sandboxJar() {
        return jar("sandbox");
    }

    /** The runnable jar of a service. */
    public Path jar(String module) {
        return home.resolve("src/" + module + "/target/" + module + "-" + VERSION + "-exec.jar");
    }

    /** A client's secret, under the name that the realm file gives it. */
    public String clientSecret(String client) {
        return secrets.password("NAMJAI_SECRET_" + upperSnake(client));
    }

    public String userPassword(String user) {
        return secrets.password("NAMJAI_PASSWORD_" + upperSnake(user));
    }

    public static String upperSnake(String name) {
        return name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }
}
