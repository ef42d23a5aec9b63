package org.namjai.corda.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the build of this module puts into {@code corda-cordapp/network/target/node}. */
public final class NodeParts {
    private static final String WITHIN_HOME = "corda-cordapp/network/target/node";

    private final Path directory;

    private NodeParts(Path directory) {
        this.directory = directory;
    }

    /** Below {@code namjai.home}, or else below the nearest folder upward with a {@code .mvn} in it. */
    public static NodeParts locate() throws NetworkException {
        Path home = home();
        if (home != null) {
            Path directory = home.resolve(WITHIN_HOME);
            if (Files.exists(directory.resolve("quasar.jar")) && Files.exists(directory.resolve("tether.jar"))) {
                return new NodeParts(directory);
            }
        }
        throw new NetworkException(
                NetworkException.Trouble.NOT_BUILT,
                "The Corda node's parts are missing: build them with 'mvn -pl corda-cordapp/network -am package'.");
    }

    private static @Nullable Path home() {
        String named = System.getProperty("namjai.home");
        if (named != null) return Path.of(named).toAbsolutePath();
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(".mvn"))) return at;
        }
        return null;
    }

    /**
     * A Java agent for any JVM started as a child: keep the child's standard input open and the child ends when this
     * process does, even if that is killed; close it and the child exits.
     */
    public Path tetherJar() {
        return directory.resolve("tether.jar");
    }

    Path quasarJar() {
        return directory.resolve("quasar.jar");
    }

    Path jvmOptions() {
        return directory.resolve("jvm.options");
    }

    Path logConfiguration() {
        return directory.resolve("log4j2.xml");
    }

    Path contractsJar() {
        return directory.resolve("cordapps/contracts.jar");
    }

    Path workflowsJar() {
        return directory.resolve("cordapps/workflows.jar");
    }

    /** Always in the same order, so that a class data archive fits. */
    List<Path> classPath() {
        try (Stream<Path> jars = Files.list(directory.resolve("lib"))) {
            return Stream.concat(
                            Stream.of(quasarJar()),
                            jars.filter(jar -> jar.toString().endsWith(".jar")).sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
