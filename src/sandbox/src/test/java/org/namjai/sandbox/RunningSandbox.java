package org.namjai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.namjai.sandbox.demo.Caller;
import org.namjai.sandbox.demo.MadeWorld;
import org.namjai.sandbox.part.Parts;
import org.namjai.sandbox.registries.Population;
import org.namjai.sandbox.registries.RegistriesApplication;
import org.namjai.sandbox.supervisor.ChildPart;
import org.namjai.sandbox.supervisor.Part;
import org.namjai.sandbox.supervisor.PartFailure;
import org.namjai.sandbox.supervisor.Progress;
import org.namjai.sandbox.supervisor.Supervisor;

/**
 * The whole system, on free ports, one for all integration tests of this JVM; it ends with the JVM. What it keeps stays
 * in {@code target/running-sandbox}, so that logs can be read after a failure.
 */
public final class RunningSandbox {
    private static @Nullable RunningSandbox one;
    private static @Nullable IllegalStateException failure;

    private final Installation installation;
    private final Population population;

    private final List<Part> parts;

    private RunningSandbox(Installation installation, Population population, List<Part> parts) {
        this.installation = installation;
        this.population = population;
        this.parts = parts;
    }

    /** Starts it at the first call; when that failed, every call says so. */
    public static synchronized RunningSandbox shared() {
        // Not in a static initialiser: the parts start on threads of their own, which would wait for it for ever.
        if (failure != null) {
            throw failure;
        }
        if (one == null) {
            try {
                one = start();
            } catch (IllegalStateException e) {
                failure = e;
                throw e;
            }
        }
        return one;
    }

    public Installation installation() {
        return installation;
    }

    /** The made people whom its registries know. */
    public Population population() {
        return population;
    }

    /** For tests that break it and start it again. */
    public Part part(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Ends a part as a crash of the machine would, and starts it again. */
    public void crash(String name) throws PartFailure, InterruptedException {
        ChildPart part = (ChildPart) part(name);
        part.kill();
        part.start();
    }

    /** Of the made programme, in the bank's own node, where other tests' chains stand too; missing before the first. */
    static JsonNode lastPage(Caller bank) {
        JsonNode last = MissingNode.getInstance();
        for (JsonNode page : bank.get("/api/v1/ledger/pages")) {
            if (page.path("programme").asText().equals(MadeWorld.PROGRAMME)) last = page;
        }
        return last;
    }

    /** What stands first in each row that the platform's own database answers with. */
    public List<String> database(String sql, Object... values) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        installation.ports().jdbcUrl("platform"),
                        "platform",
                        installation.secrets().password("postgres.platform"));
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            ResultSet rows = statement.executeQuery();
            List<String> first = new ArrayList<>();
            while (rows.next()) first.add(rows.getString(1));
            return first;
        }
    }

    private static RunningSandbox start() {
        Path home = Path.of(System.getProperty("namjai.home", "../..")).toAbsolutePath();
        Path state =
                Path.of("target/running-sandbox/" + System.currentTimeMillis()).toAbsolutePath();
        Installation installation = Installation.at(home, state, Ports::free);
        Population population = RegistriesApplication.populationOfTheSandbox();
        Progress progress = (part, step, since) ->
                System.out.printf("sandbox: %s %s %.1f s%n", part, step, since.toMillis() / 1000.0);
        List<Part> parts = Parts.all(installation, population, progress);
        Supervisor supervisor = new Supervisor(parts, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close));
        try {
            supervisor.start();
            new MadeWorld(installation, population).prepare();
        } catch (PartFailure e) {
            throw new IllegalStateException(e.sentence(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new RunningSandbox(installation, population, parts);
    }
}
