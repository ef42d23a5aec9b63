package org.namjai.platform.registry;

import java.util.Locale;

/** One of the state's registries. */
public enum Registry {
    CITIZEN,
    REVENUE,
    DEPOSITS,
    CORRECTIONS,
    SANCTIONS;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
