package org.namjai.platform.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The officers' files as they stand at the top of the house. */
final class Models {
    private static final Path HOME = Path.of(System.getProperty("namjai.home", "../.."));

    private Models() {}

    static Path of(String name) {
        return HOME.resolve(name.endsWith(".dmn") ? "dmn" : "bpmn").resolve(name);
    }

    static byte[] read(String name) {
        try {
            return Files.readAllBytes(of(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole programme that no Java knows, as an officer would deploy it; the test's own to spoil. */
    static Map<String, byte[]> boatAid() {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : List.of(
                "boat-aid.bpmn",
                "boat-aid-phases.dmn",
                "boat-aid-eligibility.dmn",
                "boat-aid-request.form",
                "boat-aid-review.form")) {
            try (InputStream content = Models.class.getResourceAsStream("/programmes/" + name)) {
                files.put(name, Objects.requireNonNull(content).readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    static List<String> all() {
        return Stream.of("bpmn", "dmn")
                .flatMap(folder -> list(HOME.resolve(folder)))
                .toList();
    }

    static String text(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    /** The ids of all processes, the platform's own too. */
    static List<String> processes() {
        return all().stream()
                .filter(name -> name.endsWith(".bpmn"))
                .map(name -> name.substring(0, name.length() - ".bpmn".length()))
                .sorted()
                .toList();
    }

    /** The ids of the processes that are programmes. */
    static List<String> programmes() {
        return processes().stream()
                .filter(id -> text(id + ".bpmn").contains("name=\"namjai:kind\" value=\"programme\""))
                .toList();
    }

    private static Stream<String> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
