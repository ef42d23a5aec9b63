package org.namjai.sandbox.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namjai.corda.network.Participant;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.LedgerKeys;

/** A JVM with the platform's class path and environment that also knows the banks' databases: for made loads. */
public final class LedgerJvm {
    private LedgerJvm() {}

    /** Starts a main class of this module's {@code bench} package. */
    public static Process start(Installation installation, String mainClass, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Duser.timezone=UTC",
                "-Dloader.main=org.namjai.sandbox.bench." + mainClass,
                "-Dloader.path=" + installation.home().resolve("src/sandbox/target/sandbox-0.1.0-SNAPSHOT.jar")));
        command.addAll(addOpens(installation.jar("platform")));
        command.addAll(List.of(
                "-cp",
                installation.jar("platform").toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment(installation));
        return builder.start();
    }

    /** Java heeds a manifest's Add-Opens only for {@code java -jar}. */
    private static List<String> addOpens(Path jar) throws IOException {
        try (var platform = new JarFile(jar.toFile())) {
            String opened = platform.getManifest().getMainAttributes().getValue("Add-Opens");
            return Stream.of(opened.split(" "))
                    .map(name -> "--add-opens=" + name + "=ALL-UNNAMED")
                    .toList();
        }
    }

    private static Map<String, String> environment(Installation installation) {
        Map<String, String> environment = new HashMap<>(new PlatformPart(installation).environment());
        environment.put(
                "BENCH_BANKS",
                installation.banks().stream().map(Participant::id).collect(Collectors.joining(",")));
        for (Participant bank : installation.banks()) {
            String name = "BENCH_" + bank.id();
            String login = DatabaseServer.login(bank);
            environment.put(name + "_URL", installation.ports().jdbcUrl(login));
            environment.put(name + "_USERNAME", login);
            environment.put(name + "_PASSWORD", DatabaseServer.password(installation, login));
            environment.put(name + "_GATEWAY", installation.ports().bankUrl(bank.id()));
            environment.put(name + "_KEY", installation.secrets().key("bank." + bank.id() + ".key"));
            environment.put(name + "_X500", bank.x500Name());
            environment.put(name + "_KEYSET", new LedgerKeys(installation).publicKeyset(bank.id()));
        }
        return environment;
    }
}
