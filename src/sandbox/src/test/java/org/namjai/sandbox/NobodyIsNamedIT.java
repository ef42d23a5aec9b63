package org.namjai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.sandbox.demo.Caller;
import org.namjai.sandbox.demo.Callers;
import org.namjai.sandbox.demo.MadeWorld;
import org.namjai.sandbox.demo.Shop;
import org.namjai.sandbox.registries.Person;
import org.namjai.sandbox.registries.Population;

/** After a grant was paid and spent, the nodes' databases, messages and logs, and everybody else's logs, name nobody. */
class NobodyIsNamedIT {
    private static final long PURCHASE_SATANG = 4_321;

    /** The tests meet only the first few; a number of a million others would stand by chance among all those digits. */
    private static final int MET = 20_000;

    @Test
    void grantPaidAndSpent_leavesNobodysDataWithTheNodesOrInLogs() throws IOException {
        var sandbox = RunningSandbox.shared();
        List<Person> people = sandbox.population().people().subList(0, MET);
        grant(sandbox.installation(), sandbox.population().named("malee"));

        var traces = new PersonalTraces(people);
        var found = new ConcurrentSkipListMap<Path, Set<String>>();
        var read = new TreeMap<String, Integer>();
        var files = new ArrayList<Path>();
        for (String place : List.of("corda", "logs")) {
            try (var all = Files.walk(sandbox.installation().state().resolve(place))) {
                all.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        files.forEach(file -> read.merge(kind(file), 1, Integer::sum));
        files.parallelStream().forEach(file -> {
            var here = traces.in(file);
            if (!here.isEmpty()) found.put(file, here);
        });
        assertThat(read).as("what was read").containsKeys("db", "log");
        assertThat(read.get("db"))
                .as("databases of the DGA's, two banks' and the notary's node")
                .isGreaterThanOrEqualTo(4);
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void dataPlantedAmongOtherBytes_isFoundHoweverItIsWritten(String charset, @TempDir Path folder) throws IOException {
        Person person = Population.of(10).people().get(7);
        var traces = new PersonalTraces(Population.of(10).people());
        String id = person.citizenId();
        String dashed = id.replaceFirst("(.)(....)(.....)(..)(.)", "$1-$2-$3-$4-$5");
        Map.of(id, "citizen id", dashed, "citizen id", person.account(), "account number", person.nameTh(), "name")
                .forEach((data, kind) -> {
                    byte[] plain = data.getBytes(Charset.forName(charset));
                    for (byte[] written : List.of(
                            plain,
                            HexFormat.of().formatHex(plain).getBytes(StandardCharsets.US_ASCII),
                            Base64.getEncoder().encode(plain),
                            Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encode(("x " + data).getBytes(Charset.forName(charset))))) {
                        assertThat(traces.in(among(written))).as(data).contains(kind);
                    }
                });
        Path empty = Files.write(
                folder.resolve("other"), among("1234567890123 สมหมาย มีสุข".getBytes(Charset.forName(charset))));
        assertThat(traces.in(empty)).isEmpty();
        Path late = Files.write(folder.resolve("late"), new byte[(16 << 20) - 5]);
        Files.write(late, id.getBytes(Charset.forName(charset)), java.nio.file.StandardOpenOption.APPEND);
        assertThat(traces.in(late)).as("over the end of a block").containsExactly("citizen id");
    }

    private static byte[] among(byte[] data) {
        byte[] all = new byte[data.length + 401];
        for (int i = 0; i < all.length; i++) all[i] = (byte) (i % 7 == 0 ? 0 : 200 + i % 31);
        System.arraycopy(data, 0, all, 201, data.length);
        return all;
    }

    private static String kind(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** A request, the pay-out and a purchase, on to the page in the bank's own node. */
    private static void grant(Installation installation, Person person) {
        var callers = new Callers(installation);
        MadeWorld.openAccount(callers, person);
        MadeWorld.shops(callers, person);
        String request = callers.superApp()
                .post("/api/v1/requests", MadeWorld.request(person), "nobody-is-named")
                .path("id")
                .asText();
        await().atMost(Duration.ofMinutes(3)).until(() -> callers.superApp()
                .get("/api/v1/requests/" + request)
                .path("state")
                .asText()
                .equals("paid"));
        Caller bank = callers.bankApp(person.bank());
        JsonNode wallet = bank.post("/api/v1/wallets/look-up", Map.of("account", person.account()), null)
                .path(0);
        JsonNode bought = bank.post(
                "/api/v1/wallets/" + wallet.path("walletId").asText() + "/payments",
                Map.of(
                        "merchantId",
                        Shop.of("small-shop", person.district()).id().toString(),
                        "amountSatang",
                        PURCHASE_SATANG,
                        "goodsClasses",
                        List.of("food"),
                        "faceToFace",
                        Shop.of("small-shop", person.district()).meeting(Instant.now())),
                UUID.randomUUID().toString());
        assertThat(bought.path("outcome").asText()).isEqualTo("authorised");
        await().atMost(Duration.ofMinutes(3)).until(() -> spentOnNode(bank) >= PURCHASE_SATANG);
    }

    private static long spentOnNode(Caller bank) {
        return RunningSandbox.lastPage(bank).path("totals").path("spent").asLong();
    }
}
