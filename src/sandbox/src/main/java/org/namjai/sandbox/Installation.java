package org.namjai.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * Where this machine's system stands.
 *
 * @param home the checkout
 * @param state everything that the system keeps: databases, ledger, keys, logs
 */
public record Installation(Path home, Path state, Ports ports, Secrets secrets) {
    /** The banks that take part, by their participant ids. */
    public static final List<Bank> BANKS = List.of(
            new Bank("bua", "ธนาคารบัว", "Bua Bank", "O=Bua Bank, L=Bangkok, C=TH"),
            new Bank("khaohom", "ธนาคารข้าวหอม", "Khaohom Bank", "O=Khaohom Bank, L=Bangkok, C=TH"));

    private static final String VERSION = "0.1.0-SNAPSHOT";

    /** A made bank. */
    public record Bank(String id, String nameTh, String nameEn, String x500Name) {}

    /** From the property {@code namjai.home} and the environment. */
    public static Installation ofThisMachine() {
        Path home = Path.of(System.getProperty("namjai.home", "")).toAbsolutePath();
        String state = System.getenv("NAMJAI_STATE");
        String offset = System.getenv("NAMJAI_PORT_OFFSET");
        return at(
                home,
                state == null ? home.resolve(".namjai") : Path.of(state).toAbsolutePath(),
                Ports.standard(offset == null ? 0 : Integer.parseInt(offset)));
    }

    public static Installation at(Path home, Path state, Ports ports) {
        return new Installation(home, state, ports, Secrets.in(state.resolve("secrets.properties")));
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

    private static String upperSnake(String name) {
        return name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }
}
