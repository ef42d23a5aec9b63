package org.namjai.platform.registry;

import org.jspecify.annotations.Nullable;

/** A registry gave no usable answer now; asking again later may. */
public final class RegistryUnavailable extends RuntimeException {
    RegistryUnavailable(Registry registry, String why, @Nullable Throwable cause) {
        super("the " + registry.code() + " registry did not answer: " + why, cause);
    }
}
