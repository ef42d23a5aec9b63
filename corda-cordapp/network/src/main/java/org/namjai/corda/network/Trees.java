package org.namjai.corda.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files and folders, copied and removed. */
final class Trees {
    private Trees() {}

    static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    static void copyInto(Path directory, List<Path> files) throws IOException {
        Files.createDirectories(directory);
        for (Path file : files) copy(file, directory.resolve(file.getFileName()));
    }

    static List<Path> directoriesIn(Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(Files::isDirectory).sorted().toList();
        }
    }

    static List<Path> filesIn(Path directory, String prefix) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(tree)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) Files.delete(path);
    }
}
