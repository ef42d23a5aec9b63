package org.namjai.platform.request;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers for a moment what was looked up: in a rush every request asks for the same few rows, which hardly ever change.
 */
final class Recent<K, V> {
    private static final int MOST_KEPT = 1_000;

    private final Duration age;
    private final Function<K, V> lookUp;
    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();

    private record Entry<V>(V value, long since) {}

    Recent(Duration age, Function<K, V> lookUp) {
        this.age = age;
        this.lookUp = lookUp;
    }

    V get(K key) {
        Entry<V> known = entries.get(key);
        if (known != null && System.nanoTime() - known.since() < age.toNanos()) {
            return known.value();
        }
        if (entries.size() >= MOST_KEPT) {
            // Only somebody who guesses names comes here.
            entries.clear();
        }
        long asked = System.nanoTime();
        V value = lookUp.apply(key);
        entries.put(key, new Entry<>(value, asked));
        return value;
    }
}
