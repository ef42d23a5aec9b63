package org.namjai.sandbox.demo;

import java.io.PrintWriter;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.registries.Population;

public final class Demo {
    public Demo(Installation installation, Population people, PrintWriter out) {}

    public boolean play() {
        return false;
    }
}
