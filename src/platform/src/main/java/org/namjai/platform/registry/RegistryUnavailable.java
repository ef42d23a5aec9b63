package org.namjai.platform.registry;

/** A registry gave no usable answer now; asking again later may. */
public final class RegistryUnavailable extends RuntimeException {
    RegistryUnavailable(Registry registry, Throwable cause) {
        super("the " + registry.code() + " registry did not answer", cause);
    }
}
