package org.namjai.corda.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The end of what a child wrote, fit to be shown: without secrets, and without numbers that may be a person's. */
final class LastLines {
    private static final int LINES = 15;
    private static final int LONGEST = 500;
    /** A citizen's id, with hyphens or without, an account or a telephone number; not within a hash. */
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z])\\d(?:-?\\d){8,}(?![0-9A-Za-z])");
    /** Quasar warns of code of Corda's own that it does not know, with stacks of its own form; flows work all the same. */
    private static final Pattern QUASAR_NOISE =
            Pattern.compile("\\[quasar\\] WARNING.*|WARNING: Uninstrumented .*|\\tat .*\\) \\(\\S+:\\d+\\).*");

    private LastLines() {}

    static List<String> of(Path output, Collection<String> secrets) {
        try {
            // Not readAllLines, which refuses a log cut off in the middle of a letter.
            List<String> lines = new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line ->
                            !line.isBlank() && !QUASAR_NOISE.matcher(line).matches())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                    .map(line -> shown(line, secrets))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    static String shown(String line, Collection<String> secrets) {
        String shown = line;
        // The longest first: one may be a part of another.
        for (String secret : longestFirst(secrets)) shown = shown.replace(secret, "***");
        shown = NUMBER.matcher(shown).replaceAll("#");
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
    }

    private static List<String> longestFirst(Collection<String> secrets) {
        return secrets.stream()
                .filter(secret -> !secret.isBlank())
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }
}
