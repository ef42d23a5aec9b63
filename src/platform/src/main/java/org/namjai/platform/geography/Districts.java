package org.namjai.platform.geography;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** All districts, in memory, by DOPA code. */
@Component
public class Districts {
    private static final String SOURCE = "/geography/districts.csv";

    private final Map<String, District> byCode = read();

    public Optional<District> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** Every district in the order of codes. */
    public Collection<District> all() {
        return byCode.values();
    }

    private static Map<String, District> read() {
        var districts = new TreeMap<String, District>();
        var stream = Objects.requireNonNull(Districts.class.getResourceAsStream(SOURCE), SOURCE);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] cells = line.split(",", 3);
                districts.put(cells[0], new District(cells[0], cells[1], cells[2]));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(districts);
    }
}
