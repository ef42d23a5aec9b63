package org.namjai.sandbox.demo;

import org.namjai.sandbox.Installation;
import org.namjai.sandbox.registries.Population;

/** What the made banks and officers have done before the first citizen comes, done through the same interfaces. */
public final class MadeWorld {
    public MadeWorld(Installation installation, Population population) {}

    public void prepare() {}
}
