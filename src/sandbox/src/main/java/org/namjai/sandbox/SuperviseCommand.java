package org.namjai.sandbox;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.namjai.sandbox.demo.MadeWorld;
import org.namjai.sandbox.part.Parts;
import org.namjai.sandbox.registries.Population;
import org.namjai.sandbox.registries.RegistriesApplication;
import org.namjai.sandbox.supervisor.PartFailure;
import org.namjai.sandbox.supervisor.Progress;
import org.namjai.sandbox.supervisor.Supervisor;
import picocli.CommandLine.Command;

/** The process behind {@code up}: owns all parts until it is asked to end. */
@Command(name = "supervise", hidden = true)
final class SuperviseCommand implements Callable<Integer> {
    @Override
    public Integer call() throws InterruptedException {
        Installation installation = Installation.ofThisMachine();
        RunningSystem system = new RunningSystem(installation);
        Population population = RegistriesApplication.populationOfTheSandbox();
        Progress progress = (part, step, since) -> system.tell(line(part, step, since));
        Supervisor supervisor = new Supervisor(Parts.all(installation, population, progress), progress);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close));
        try {
            supervisor.start();
            long began = System.nanoTime();
            progress.tell("made-world", Progress.Step.STARTING, Duration.ZERO);
            new MadeWorld(installation, population).prepare();
            progress.tell("made-world", Progress.Step.READY, Duration.ofNanos(System.nanoTime() - began));
        } catch (PartFailure e) {
            system.tellFailed(e.sentence());
            return 1;
        } catch (RuntimeException e) {
            supervisor.close();
            system.tellFailed("The start failed: " + e.getMessage());
            throw e;
        }
        system.tellReady();
        new CountDownLatch(1).await();
        return 0;
    }

    private static String line(String part, Progress.Step step, Duration since) {
        String seconds =
                step == Progress.Step.STARTING ? "" : String.format(Locale.ROOT, "%6.1f s", since.toMillis() / 1000.0);
        return String.format(Locale.ROOT, "  %-18s %-9s %s", part, step.name().toLowerCase(Locale.ROOT), seconds)
                .stripTrailing();
    }
}
