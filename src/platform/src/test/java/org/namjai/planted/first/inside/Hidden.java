package org.namjai.planted.first.inside;

/** Inside a module: others may not use it. */
public final class Hidden {
    @Override
    public String toString() {
        return "hidden";
    }
}
