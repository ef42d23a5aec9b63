package org.namjai.corda.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastLinesTest {
    @TempDir
    private Path directory;

    @Test
    void onlyTheLastAreKept_withoutNoiseAndBlankLines() throws Exception {
        List<String> written = new ArrayList<>();
        for (int i = 1; i <= 40; i++) written.add("line " + i);
        written.add("");
        written.add("[quasar] WARNING: Expected to find a NewValue on stack");
        written.add("WARNING: Uninstrumented whole methods ('**') or single calls ('!!') detected: ");
        written.add("\tat co.paralleluniverse.fibers.Fiber.run1() (Fiber.java:1094)");
        written.add("\tat org.namjai.corda.workflows.RecordPage.call() (RecordPage.java:36) (optimized)");
        written.add("\tat java.base/java.lang.Thread.run(Thread.java:840)");
        Path output = Files.write(directory.resolve("out"), written);
        List<String> lines = LastLines.of(output, List.of());
        assertThat(lines)
                .hasSize(15)
                .startsWith("line 27")
                .endsWith("line 40", "\tat java.base/java.lang.Thread.run(Thread.java:840)");
    }

    @Test
    void secretsOfTheNode_areHidden_howeverTheyAreWritten() {
        NodeSettings bank = new NodeSettings(
                "bua",
                "O=Bua Bank, L=Bangkok, C=TH",
                false,
                Ports.FREE,
                new RpcUser("gateway", "pass\"word"),
                Map.of("gatewayUrl", "http://127.0.0.1:1", "gatewayToken", "token-of-the-gateway", "tries", "3"));
        String line = "at http://127.0.0.1:1 with token-of-the-gateway as pass\"word or pass\\\"word, 3 times";
        assertThat(LastLines.shown(line, bank.secrets()))
                .isEqualTo("at http://127.0.0.1:1 with *** as *** or ***, 3 times");
    }

    @Test
    void numbersThatMayBeAPersons_areHidden() {
        assertThat(LastLines.shown("id 1101700203451, 1-1017-00203-45-1; account 1000007919.", List.of()))
                .isEqualTo("id #, #; account #.");
    }

    @Test
    void timesPortsAndHashes_stay() {
        String line = "2026-11-23T16:29:58.123Z port 10002, tx 7F0000012345678901A94F, page 1000";
        assertThat(LastLines.shown(line, List.of())).isEqualTo(line);
    }

    @Test
    void brokenLetterAndNoFile_areBorne() throws Exception {
        Path output = Files.write(directory.resolve("out"), new byte[] {'a', (byte) 0xE0, (byte) 0xB8, '\n', 'b'});
        assertThat(LastLines.of(output, List.of())).hasSize(2).endsWith("b");
        assertThat(LastLines.of(directory.resolve("none"), List.of())).isEmpty();
    }
}
