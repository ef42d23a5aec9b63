package org.namjai.sandbox;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.namjai.sandbox.registries.RegistriesApplication;
import picocli.CommandLine.Command;

/** The registries' own process. */
@Command(name = "registries", hidden = true)
final class RegistriesCommand implements Callable<Integer> {
    @Override
    public Integer call() throws InterruptedException {
        RegistriesApplication.run();
        new CountDownLatch(1).await();
        return 0;
    }
}
