package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.CrashWorld.Step;

/**
 * What callers asked and what they were told, written before and after each call. A line is one write to the operating
 * system, so that it outlives a kill of the JVM.
 */
final class CrashJournal {
    private final FileOutputStream file;

    CrashJournal(Path path) throws IOException {
        file = new FileOutputStream(path.toFile(), true);
    }

    void asks(Step step) {
        write("ask " + step.line());
    }

    void posted(String key, long number) {
        write("posted " + key + " " + number);
    }

    void refused(String key, Posting.Refusal refusal) {
        write("refused " + key + " " + refusal);
    }

    /** It was posted for the same caller before. */
    void refusedAfterPosted(String key) {
        write("refused-after-posted " + key);
    }

    /** The call failed: what became of the order is unknown. */
    void unknown(String key) {
        write("unknown " + key);
    }

    private synchronized void write(String line) {
        try {
            file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a journal says of one order.
     *
     * @param number the transfer's, when a caller was told that it is posted
     */
    record Entry(Step step, @Nullable Long number, boolean refused) {
        boolean unanswered() {
            return number == null && !refused;
        }
    }

    /** Every order of the journal by its key; fails when one was given two numbers, or was posted and then refused. */
    static Map<String, Entry> read(Path path) throws IOException {
        var entries = new LinkedHashMap<String, Entry>();
        try (Stream<String> lines = Files.lines(path)) {
            lines.map(line -> List.of(line.split(" "))).forEach(words -> take(words, entries));
        }
        return entries;
    }

    private static void take(List<String> words, Map<String, Entry> entries) {
        String key = words.get(1);
        if (words.get(0).equals("ask")) {
            entries.putIfAbsent(key, new Entry(Step.of(words), null, false));
            return;
        }
        Entry entry = Objects.requireNonNull(entries.get(key), key);
        Long number = entry.number();
        switch (words.get(0)) {
            case "posted" -> {
                Long told = Long.valueOf(words.get(2));
                assertThat(told).as(key).isEqualTo(number == null ? told : number);
                entries.put(key, new Entry(entry.step(), told, false));
            }
            // A refused order leaves no trace: asked by two at once, it may be posted for the other.
            case "refused" -> entries.put(key, new Entry(entry.step(), number, number == null));
            case "unknown" -> {}
            default -> throw new AssertionError(words);
        }
    }
}
