package org.namjai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.namjai.sandbox.demo.Callers;
import org.namjai.sandbox.demo.MadeWorld;
import org.namjai.sandbox.registries.Person;
import org.namjai.sandbox.registries.Population;

/** A round's money on its way through the running system: spent, given back in part, settled, spent again, returned. */
class SpendingWindowIT {
    private static final String PROGRAMME = MadeWorld.PROGRAMME;
    private static final long GRANT_SATANG = 1_000_000;
    private static final long PRICE_SATANG = 50_000;
    private static final long GIVEN_BACK_SATANG = 20_000;
    private static final long RECEIVED_SATANG = PRICE_SATANG - GIVEN_BACK_SATANG;
    private static final long RESTOCK_SATANG = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Map<String, ?> IN_THE_TAX_SYSTEM =
            Map.of("status", "vat", "tradingSince", 2019, "yearsFiled", List.of(2022, 2023));

    private final RunningSandbox sandbox = RunningSandbox.shared();
    private final Installation installation = sandbox.installation();
    private final Callers callers = new Callers(installation);

    @AfterEach
    void theWindowIsOpenForOtherTests() {
        window(Instant.now().plus(180, ChronoUnit.DAYS));
        await("it is open").until(() -> windowState().equals("open"));
    }

    @Test
    void moneyOfARound_endsWithShopsAndTheProgramme_andBothSidesOfEveryPageAgree() throws Exception {
        Person person = somebodyWithMoney();
        String away = Population.BANKS.stream()
                .filter(bank -> !bank.equals(person.bank()))
                .findFirst()
                .orElseThrow();
        UUID shop = shopAt(away, "small-shop", person, Map.of("status", "none"));
        UUID wholesaler = shopAt(person.bank(), "large-retail", person, IN_THE_TAX_SYSTEM);

        String payment = pay(person.bank(), wallet(person), shop, PRICE_SATANG, person.district());
        JsonNode reversed = callers.bankApp(away)
                .post(
                        "/api/v1/payments/" + payment + "/reversal",
                        Map.of("amountSatang", GIVEN_BACK_SATANG, "reason", "สินค้าหมด"),
                        UUID.randomUUID().toString());
        assertThat(reversed.path("outcome").asText()).as(reversed.toString()).isEqualTo("reversed");
        await("the payer's bank reads it on the page")
                .until(() -> wallet(person).path("balanceSatang").asLong() == GRANT_SATANG - RECEIVED_SATANG);

        settleNow();
        await("the shop's bank reads it on its own page").until(() -> balanceOf(away, shop) == RECEIVED_SATANG);
        assertThatTheLastCycleSumsToZero();

        pay(
                away,
                callers.bankApp(away)
                        .get("/api/v1/merchants/" + shop + "/wallets")
                        .path(0),
                wholesaler,
                RESTOCK_SATANG,
                person.district());
        window(Instant.now().minus(1, ChronoUnit.HOURS));
        await("the unspent is returned").until(() -> windowState().equals("returned"));
        await("the payer's bank gave it back")
                .until(() -> wallet(person).path("balanceSatang").asLong() == 0);
        assertThat(lastCycle().findValuesAsText("cashSatang"))
                .as("what a shop paid to one in the tax system is cash")
                .contains(String.valueOf(RESTOCK_SATANG));
        assertThat(balanceOf(person.bank(), wholesaler)).isZero();

        assertThat(balanceOf(away, shop)).isEqualTo(RECEIVED_SATANG - RESTOCK_SATANG);
        var told = new StringWriter();
        assertThat(Verification.ofBooks(installation, new PrintWriter(told)))
                .as(told.toString())
                .isZero();
        assertThat(Verification.ofLedger(installation, new PrintWriter(told)))
                .as(told.toString())
                .isZero();
    }

    private Person somebodyWithMoney() {
        Person person = sandbox.population().people().stream()
                .skip(2)
                .filter(SpendingWindowIT::isEligible)
                .skip(40)
                .findFirst()
                .orElseThrow();
        MadeWorld.openAccount(callers, person);
        String request = callers.superApp()
                .post("/api/v1/requests", MadeWorld.request(person), "spending-" + person.account())
                .path("id")
                .asText();
        // The bank has it a moment before the platform has heard that it has.
        await("the money is there").until(() -> callers.superApp()
                .get("/api/v1/requests/" + request)
                .path("state")
                .asText()
                .equals("paid"));
        assertThat(wallet(person).path("balanceSatang").asLong()).isEqualTo(GRANT_SATANG);
        return person;
    }

    private static boolean isEligible(Person person) {
        Long income = person.incomeSatang();
        return person.nationality().equals("TH")
                && person.householdRegistered()
                && person.alive()
                && !person.inPrison()
                && !person.suspended()
                && person.depositsSatang() <= 50_000_000
                && person.birthDate().isBefore(LocalDate.of(2008, 9, 16))
                && income != null
                && income <= 84_000_000;
    }

    private UUID shopAt(String bank, String merchantClass, Person near, Map<String, ?> tax) {
        UUID id = UUID.randomUUID();
        callers.bankApp(bank)
                .put(
                        "/api/v1/merchants/" + id,
                        Map.of(
                                "name",
                                "ร้านทดสอบ",
                                "class",
                                merchantClass,
                                "district",
                                near.district(),
                                "goods",
                                List.of("food"),
                                "tax",
                                tax));
        return id;
    }

    private JsonNode wallet(Person person) {
        return callers.bankApp(person.bank())
                .post("/api/v1/wallets/look-up", Map.of("account", person.account()), null)
                .path(0);
    }

    private long balanceOf(String bank, UUID shop) {
        return callers.bankApp(bank)
                .get("/api/v1/merchants/" + shop + "/wallets")
                .path(0)
                .path("balanceSatang")
                .asLong();
    }

    /** The payment's id. */
    private String pay(String bank, JsonNode wallet, UUID shop, long satang, String district) {
        JsonNode answer = callers.bankApp(bank)
                .post(
                        "/api/v1/wallets/" + wallet.path("walletId").asText() + "/payments",
                        Map.of(
                                "merchantId",
                                shop.toString(),
                                "amountSatang",
                                satang,
                                "goodsClasses",
                                List.of("food"),
                                "faceToFace",
                                Map.of(
                                        "scannedInPerson",
                                        true,
                                        "district",
                                        district,
                                        "at",
                                        Instant.now().toString())),
                        UUID.randomUUID().toString());
        assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("authorised");
        return answer.path("id").asText();
    }

    private void settleNow() {
        await("its process waits")
                .until(() -> callers.operator()
                                .call("POST", "/api/v1/settlements", Map.of("programme", PROGRAMME), null)
                                .status()
                        == 202);
    }

    private void assertThatTheLastCycleSumsToZero() {
        JsonNode positions = lastCycle().path("positions");
        long sum = 0;
        for (JsonNode position : positions) sum += position.path("netSatang").asLong();
        assertThat(positions).hasSizeGreaterThan(1);
        assertThat(sum).isZero();
    }

    private JsonNode lastCycle() {
        String cycle = callers.operator()
                .get("/api/v1/settlements?programme=" + PROGRAMME)
                .at("/0/id")
                .asText();
        return callers.operator().get("/api/v1/settlements/" + cycle);
    }

    /** As two officers set it. */
    private void window(Instant closesAt) {
        String path = "/api/v1/programmes/" + PROGRAMME;
        String proposal = callers.officer()
                .post(
                        path + "/proposals",
                        Map.of(
                                "kind",
                                "windows",
                                "spendingOpensAt",
                                closesAt.minus(200, ChronoUnit.DAYS).toString(),
                                "spendingClosesAt",
                                closesAt.toString(),
                                "note",
                                "ทดสอบ"),
                        null)
                .path("id")
                .asText();
        callers.approver().post("/api/v1/proposals/" + proposal + "/approval", null, null);
    }

    /** Of the round that is published. */
    private String windowState() {
        return callers.operator()
                .get("/api/v1/programmes/" + PROGRAMME + "/spending-windows")
                .at("/0/state")
                .asText();
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(PATIENCE);
    }
}
