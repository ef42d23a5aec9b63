package org.namjai.platform.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Pattern KEY = Pattern.compile("nj:words=\"([a-z0-9.-]+)\"|#\\{([a-z0-9.-]+)}");

    @Test
    void everyThaiWord_hasItsEnglish() {
        assertThat(bundle("/messages_en.properties").keySet())
                .isEqualTo(bundle("/messages.properties").keySet());
    }

    @Test
    void everyThaiMessage_isInThai() {
        Pattern thai = Pattern.compile("[\\u0E00-\\u0E7F]");
        bundle("/messages.properties").forEach((key, words) -> {
            if (!key.toString().contains("cockpit")) {
                assertThat(words.toString()).as(key.toString()).containsPattern(thai);
            }
        });
    }

    @Test
    void everyKeyOnThePages_hasWords() throws IOException {
        Properties words = bundle("/messages.properties");
        try (Stream<Path> pages = templates()) {
            pages.forEach(page -> KEY.matcher(read(page))
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .forEach(key -> assertThat(words.containsKey(key))
                            .as(key + " on " + page.getFileName())
                            .isTrue()));
        }
    }

    @Test
    void templates_holdNoScriptNoStyleAndNothingUnescaped() throws IOException {
        try (Stream<Path> pages = templates()) {
            pages.forEach(page -> assertThat(read(page))
                    .as(page.toString())
                    .doesNotContain("th:utext", "<style", " style=", "th:style", "javascript:", "[(")
                    .doesNotContainPattern("<script(?![^>]*th:src=\"@\\{/assets/)")
                    .doesNotContainPattern("\\son[a-z]+=")
                    .doesNotContainPattern("(src|href)=\"https?:"));
        }
    }

    private static Stream<Path> templates() throws IOException {
        return Files.walk(Path.of("src/main/resources/templates"))
                .filter(p -> p.toString().endsWith(".html"));
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties bundle(String name) {
        Properties words = new Properties();
        try (InputStreamReader in = new InputStreamReader(
                Objects.requireNonNull(WordsTest.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            words.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
