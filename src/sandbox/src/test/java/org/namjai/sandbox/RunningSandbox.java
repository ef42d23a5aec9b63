package org.namjai.sandbox;

import java.nio.file.Path;
import org.namjai.sandbox.demo.MadeWorld;
import org.namjai.sandbox.part.Parts;
import org.namjai.sandbox.registries.Population;
import org.namjai.sandbox.registries.RegistriesApplication;
import org.namjai.sandbox.supervisor.PartFailure;
import org.namjai.sandbox.supervisor.Progress;
import org.namjai.sandbox.supervisor.Supervisor;

/**
 * The whole system, on free ports, one for all integration tests of this JVM; it ends with the JVM. What it keeps stays
 * in {@code target/running-sandbox}, so that logs can be read after a failure.
 */
public final class RunningSandbox {
    private final Installation installation;
    private final Population population;

    private RunningSandbox(Installation installation, Population population) {
        this.installation = installation;
        this.population = population;
    }

    /** Starts it at the first call. */
    public static RunningSandbox shared() {
        return Holder.ONE;
    }

    public Installation installation() {
        return installation;
    }

    /** The made people whom its registries know. */
    public Population population() {
        return population;
    }

    private static final class Holder {
        static final RunningSandbox ONE = start();

        private static RunningSandbox start() {
            Path home = Path.of(System.getProperty("namjai.home", "../..")).toAbsolutePath();
            Path state = Path.of("target/running-sandbox/" + System.currentTimeMillis())
                    .toAbsolutePath();
            Installation installation = Installation.at(home, state, Ports.free());
            Population population = Population.of(RegistriesApplication.POPULATION);
            Progress progress = (part, step, since) ->
                    System.out.printf("sandbox: %s %s %.1f s%n", part, step, since.toMillis() / 1000.0);
            Supervisor supervisor = new Supervisor(Parts.all(installation, population, progress), progress);
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
            return new RunningSandbox(installation, population);
        }
    }
}
