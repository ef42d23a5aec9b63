package org.namjai.sandbox.part;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.namjai.corda.network.NetworkException;
import org.namjai.corda.network.NodeParts;
import org.namjai.sandbox.supervisor.PartFailure;

/** A tethered JVM that runs one of our jars. */
final class JavaCommand {
    private JavaCommand() {}

    static List<String> of(Path jar, int heapMiB, String... arguments) throws PartFailure {
        if (!java.nio.file.Files.exists(jar)) throw new PartFailure("Not built yet: " + jar + ". Run ./namjai up.");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-javaagent:" + tether());
        command.add("-Xmx" + heapMiB + "m");
        command.add("-Duser.timezone=UTC");
        command.add("-Dnamjai.home=" + System.getProperty("namjai.home", ""));
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    static Path tether() throws PartFailure {
        try {
            return NodeParts.locate().tetherJar();
        } catch (NetworkException e) {
            throw new PartFailure(String.valueOf(e.getMessage()));
        }
    }
}
