package org.namjai.sandbox.registries;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What is wrong with which registry at the moment. */
@Component
class Faults {
    enum Kind {
        NONE,
        SLOW,
        DOWN,
        /** Values of other types than the record has. */
        WRONG_TYPES,
        SOMEBODY_ELSE,
        /** Every other question is left out of the answer. */
        LEFT_OUT,
        /** Something that is no message. */
        GARBAGE
    }

    /** @param delayMs how slow */
    record Fault(Kind kind, long delayMs) {
        static final Fault NONE = new Fault(Kind.NONE, 0);

        Fault {
            if (delayMs < 0 || delayMs > 60_000) {
                throw new IllegalArgumentException("delayMs must be 0 to 60000");
            }
        }
    }

    private final Map<String, Fault> current = new ConcurrentHashMap<>();

    Fault of(String registry) {
        return current.getOrDefault(registry, Fault.NONE);
    }

    void set(String registry, Fault fault) {
        current.put(registry, fault);
    }

    Map<String, Fault> all() {
        return Map.copyOf(current);
    }
}
