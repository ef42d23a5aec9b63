package org.namjai.corda.network;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Starts the JVMs that run Corda's classes, each tethered to this process. */
final class ChildJvm {
    /** Classes that Quasar need not look at, as in the node's own manifest: they never run in a flow's stack. */
    private static final String QUASAR_EXCLUSIONS = "x("
            + "antlr**;bftsmart**;co.paralleluniverse**;com.codahale**;com.esotericsoftware**;com.fasterxml**;"
            + "com.google**;com.ibm**;com.intellij**;com.jcabi**;com.nhaarman**;com.opengamma**;com.typesafe**;"
            + "com.zaxxer**;de.javakaffee**;groovy**;groovyjarjarantlr**;groovyjarjarasm**;io.atomix**;io.github**;"
            + "io.netty**;jdk**;kotlin**;net.corda.djvm**;djvm**;net.bytebuddy**;net.i2p**;org.apache**;"
            + "org.bouncycastle**;org.codehaus**;org.crsh**;org.dom4j**;org.fusesource**;org.h2**;org.hibernate**;"
            + "org.jboss**;org.jcp**;org.joda**;org.objectweb**;org.objenesis**;org.slf4j**;org.w3c**;org.xml**;"
            + "org.yaml**;reflectasm**;rx**;org.jolokia**;com.lmax**;picocli**;liquibase**;com.github.benmanes**;"
            + "org.json**;org.postgresql**;nonapi.io.github.classgraph**;io.opentelemetry**)";

    private static final String NODE_MAIN = "org.namjai.corda.network.node.NodeMain";
    private static final String BOOTSTRAP_MAIN = "org.namjai.corda.network.node.BootstrapMain";

    private static final int BOOTSTRAP_HEAP_MB = 512;

    private final NodeParts parts;

    ChildJvm(NodeParts parts) {
        this.parts = parts;
    }

    /** A node, or another command of the node, in its directory. */
    Process node(int heapMb, Path directory, Path output, String... arguments) throws IOException {
        List<String> command = java(heapMb);
        command.add("-javaagent:" + parts.quasarJar() + "=" + QUASAR_EXCLUSIONS);
        command.add(NODE_MAIN);
        command.add("--base-directory");
        command.add(directory.toString());
        command.addAll(List.of(arguments));
        return start(command, directory, output);
    }

    /** {@code make}s a network in the directory, or makes nodes there to {@code join} one. */
    Process bootstrap(String how, Path directory, Path output) throws IOException {
        List<String> command = java(BOOTSTRAP_HEAP_MB);
        command.add(BOOTSTRAP_MAIN);
        command.add(how);
        command.add(directory.toString());
        return start(command, directory, output);
    }

    private List<String> java(int heapMb) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + parts.jvmOptions());
        command.add("-Xmx" + heapMb + "m");
        command.add("-javaagent:" + parts.tetherJar());
        command.add("-Dlog4j2.configurationFile=" + parts.logConfiguration().toUri());
        return command;
    }

    private Process start(List<String> command, Path directory, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(directory.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(output.toFile());
        // Not on the command line, which would be too long to read in a list of processes.
        builder.environment()
                .put(
                        "CLASSPATH",
                        parts.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        // What a parent's environment may ask of its own JVM is not for the nodes.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        return builder.start();
    }
}
