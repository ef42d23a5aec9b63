package org.namjai.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.namjai.sandbox.registries.Person;

/**
 * Looks for made people in files of any kind: their citizen ids (with or without dashes), account numbers and names, as
 * text in UTF-8 or UTF-16, and the same in hexadecimal or base 64.
 */
final class PersonalTraces {
    private static final Pattern DIGITS = Pattern.compile("\\d(?:[\\d-]*\\d)?");
    private static final Pattern THAI = Pattern.compile("[\\u0e00-\\u0e7f]+ [\\u0e00-\\u0e7f]+");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{20,}");
    private static final Pattern BASE_64 = Pattern.compile("[A-Za-z0-9+/_-]{14,}");
    private static final int CITIZEN_ID_LENGTH = 13;
    private static final int BLOCK = 16 << 20;
    private static final int OVERLAP = 1 << 10;

    private final Set<String> citizenIds;
    private final Set<String> accounts;
    private final Set<String> names;

    PersonalTraces(List<Person> people) {
        citizenIds = people.stream().map(Person::citizenId).collect(Collectors.toSet());
        accounts = people.stream().map(Person::account).collect(Collectors.toSet());
        names = people.stream().map(Person::nameTh).collect(Collectors.toSet());
    }

    /** What kinds of data the file has of anybody: never the data itself. */
    Set<String> in(Path file) {
        Set<String> found = new HashSet<>();
        try (var content = Files.newInputStream(file)) {
            byte[] block = content.readNBytes(BLOCK);
            while (block.length > 0) {
                found.addAll(in(block));
                byte[] more = content.readNBytes(BLOCK);
                if (more.length == 0) break;
                int kept = Math.min(OVERLAP, block.length);
                byte[] next = new byte[kept + more.length];
                System.arraycopy(block, block.length - kept, next, 0, kept);
                System.arraycopy(more, 0, next, kept, more.length);
                block = next;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    Set<String> in(byte[] bytes) {
        Set<String> found = plainIn(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        HEX.matcher(text).results().forEach(run -> {
            for (int skipped = 0; skipped < 2; skipped++) {
                String digits = run.group().substring(skipped);
                found.addAll(plainIn(HexFormat.of().parseHex(digits.substring(0, digits.length() & ~1))));
            }
        });
        BASE_64.matcher(text).results().forEach(run -> {
            String letters = run.group().replace('-', '+').replace('_', '/');
            for (int skipped = 0; skipped < 4; skipped++) {
                String whole = letters.substring(skipped);
                if (whole.length() % 4 == 1) whole = whole.substring(0, whole.length() - 1);
                found.addAll(plainIn(Base64.getDecoder().decode(whole)));
            }
        });
        return found;
    }

    private Set<String> plainIn(byte[] bytes) {
        Set<String> found = new HashSet<>();
        addFrom(new String(bytes, StandardCharsets.UTF_8), found);
        for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (int skipped = 0; skipped < Math.min(2, bytes.length); skipped++) {
                addFrom(new String(bytes, skipped, bytes.length - skipped, wide), found);
            }
        }
        return found;
    }

    private void addFrom(String text, Set<String> found) {
        DIGITS.matcher(text).results().forEach(run -> {
            String digits = run.group().replace("-", "");
            if (accounts.contains(digits)) found.add("account number");
            for (int at = 0; at + CITIZEN_ID_LENGTH <= digits.length(); at++) {
                if (citizenIds.contains(digits.substring(at, at + CITIZEN_ID_LENGTH))) found.add("citizen id");
            }
        });
        THAI.matcher(text).results().forEach(run -> {
            String words = run.group();
            if (names.stream().anyMatch(words::contains)) found.add("name");
        });
    }
}
