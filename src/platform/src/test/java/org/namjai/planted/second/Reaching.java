package org.namjai.planted.second;

import org.namjai.planted.first.inside.Hidden;

/** Breaks the modules' rule, to show that it bites. */
public final class Reaching {
    public Hidden hidden() {
        return new Hidden();
    }
}
