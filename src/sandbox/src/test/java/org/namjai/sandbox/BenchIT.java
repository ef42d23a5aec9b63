package org.namjai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measuring works and writes what the design's section 8 says; the figures of so short a run mean nothing. */
class BenchIT {
    @TempDir
    private Path output;

    @Test
    void booksMeasuredForAMoment_giveEveryFigureBesideItsReference() throws Exception {
        Path home = Path.of(System.getProperty("namjai.home", "../..")).toAbsolutePath();
        Files.deleteIfExists(home.resolve("target/bench/books.json"));
        run(home, "bench", "books", "--runs", "1", "--seconds", "1", "--people", "400", "--accounts", "10000");

        JsonNode report = new ObjectMapper()
                .readTree(home.resolve("target/bench/books.json").toFile());
        assertThat(report.path("name").asText()).isEqualTo("books");
        assertThat(report.path("machine").path("cores").asInt())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(report.path("machine").path("memoryGiB").asLong()).isPositive();
        var metrics = new ArrayList<String>();
        for (JsonNode result : report.path("results")) {
            metrics.add(result.path("metric").asText());
            assertThat(result.path("value").asDouble()).as("%s", result).isPositive();
            assertThat(result.path("unit").asText()).isNotEmpty();
            if (result.has("reference")) {
                assertThat(result.path("ratio").asDouble())
                        .isCloseTo(
                                result.path("value").asDouble()
                                        / result.path("referenceValue").asDouble(),
                                within(0.01));
                assertThat(result.path("p99Ms").asDouble())
                        .isGreaterThanOrEqualTo(result.path("p50Ms").asDouble());
            }
        }
        assertThat(metrics)
                .contains(
                        "group posting, 16 callers",
                        "group posting, 64 callers",
                        "group posting, 256 callers",
                        "group posting, 1,024 callers",
                        "one transaction a transfer, 16 callers",
                        "one hot merchant, group posting, 256 callers",
                        "group posting, 256 callers, 10,000 accounts");
        assertThat(home.resolve("target/bench/postgres")).doesNotExist();
    }

    /** The command fails by itself when somebody is lost, decided twice or entitled without money in the books. */
    @Test
    void requestsMeasuredForAMoment_areAllDecidedOnceAndGiveTheirFigures() throws Exception {
        Path home = Path.of(System.getProperty("namjai.home", "../..")).toAbsolutePath();
        Files.deleteIfExists(home.resolve("target/bench/requests.json"));
        run(home, "bench", "requests", "--runs", "1", "--seconds", "1", "--people", "300");

        JsonNode report = new ObjectMapper()
                .readTree(home.resolve("target/bench/requests.json").toFile());
        assertThat(report.path("name").asText()).isEqualTo("requests");
        var metrics = new ArrayList<String>();
        for (JsonNode result : report.path("results")) {
            metrics.add(result.path("metric").asText());
            assertThat(result.path("value").asDouble()).as("%s", result).isPositive();
        }
        assertThat(metrics)
                .containsExactly(
                        "raw engine, one process a transaction, 4 threads",
                        "raw engine, 100 processes a transaction, 3 threads",
                        "requests accepted over HTTP, 64 callers",
                        "requests decided, up to the entitlement in the books");
    }

    private void run(Path home, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dnamjai.home=" + home,
                "-jar",
                home.resolve("src/sandbox/target/sandbox-0.1.0-SNAPSHOT-exec.jar")
                        .toString()));
        command.addAll(List.of(arguments));
        Path log = output.resolve("bench.log");
        Process bench = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(bench.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(bench.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            bench.destroy();
        }
    }
}
