package org.namjai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.namjai.sandbox.demo.Caller;
import org.namjai.sandbox.demo.Callers;
import org.namjai.sandbox.demo.CaseWorker;
import org.namjai.sandbox.demo.MadeWorld;
import org.namjai.sandbox.demo.Shop;
import org.namjai.sandbox.registries.Person;

/** The whole story on the real parts: from a citizen's request to the page on the bank's own node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantIT {
    private static final long GRANT_SATANG = 1_000_000;
    private static final long PURCHASE_SATANG = 12_345;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private RunningSandbox sandbox;
    private Callers callers;

    /** Of each purchase, however often it is sent. */
    private final Map<UUID, Instant> scannedAt = new HashMap<>();

    @BeforeAll
    void startSystem() {
        sandbox = RunningSandbox.shared();
        callers = new Callers(sandbox.installation());
    }

    @Test
    void eligibleCitizen_isPaidSpendsAndStandsOnThePageOfTheBanksOwnNode() throws Exception {
        Person person = customer(this::isEligible, 10);
        String request = ask(person);
        await("paid", () -> state(request).equals("paid"));
        assertThat(view(request).path("amountSatang").asLong()).isEqualTo(GRANT_SATANG);

        JsonNode wallet = wallet(person);
        assertThat(wallet.path("balanceSatang").asLong()).isEqualTo(GRANT_SATANG);
        long before = pagesOf(person).path("transitions").asLong();
        long spent = spentOnNode(person);

        JsonNode bought = buy(person, wallet, Shop.of("small-shop", person.district()), "food", UUID.randomUUID());
        assertThat(bought.path("outcome").asText()).isEqualTo("authorised");
        JsonNode refused =
                buy(person, wallet, Shop.of("large-retail", person.district()), "alcohol", UUID.randomUUID());
        assertThat(refused.path("outcome").asText()).isEqualTo("refused");
        assertThat(refused.path("reasons").findValuesAsText("code"))
                .containsExactlyInAnyOrder("merchant-too-large", "prohibited-alcohol");
        assertThat(wallet(person).path("balanceSatang").asLong()).isEqualTo(GRANT_SATANG - PURCHASE_SATANG);

        await("the purchase on the bank's own node", () -> spentOnNode(person) >= spent + PURCHASE_SATANG);
        assertThat(pagesOf(person).path("transitions").asLong()).isGreaterThan(before);
        assertThat(pagesOf(person).path("transactionId").asText()).matches("[0-9A-Fa-f]{64}");
        assertThat(spentOnNode(person))
                .isEqualTo(bank(person).get("/api/v1/books/totals").path("paid").asLong());
    }

    @Test
    void samePurchaseSentTwice_isChargedOnce() throws Exception {
        Person person = customer(this::isEligible, 14);
        String request = ask(person);
        await("paid", () -> state(request).equals("paid"));
        JsonNode wallet = wallet(person);
        UUID key = UUID.randomUUID();
        Shop shop = Shop.of("small-shop", person.district());
        JsonNode first = buy(person, wallet, shop, "food", key);
        assertThat(buy(person, wallet, shop, "food", key)).isEqualTo(first);
        assertThat(wallet(person).path("balanceSatang").asLong()).isEqualTo(GRANT_SATANG - PURCHASE_SATANG);
    }

    @Test
    void codeForOnePayment_isPaidOnceAndWhereItIsScanned() throws Exception {
        Person person = customer(this::isEligible, 26);
        String request = ask(person);
        await("paid", () -> state(request).equals("paid"));
        JsonNode wallet = wallet(person);
        Shop shop = Shop.of("small-shop", person.district());
        String code = shop.qr(callers, PURCHASE_SATANG);
        Map<String, Object> here = shop.meeting(Instant.now());
        Map<String, Object> far = Shop.of("small-shop", "9001").meeting(Instant.now());

        assertThat(reasons(scan(person, wallet, shop.qr(callers, PURCHASE_SATANG), far)))
                .containsExactly("scanned-elsewhere");
        assertThat(reasons(scan(person, wallet, code, here))).isEmpty();
        assertThat(reasons(scan(person, wallet, code, here))).containsExactly("qr-already-paid");
        assertThat(wallet(person).path("balanceSatang").asLong()).isEqualTo(GRANT_SATANG - PURCHASE_SATANG);
    }

    private static List<String> reasons(JsonNode answer) {
        return answer.path("reasons").findValuesAsText("code");
    }

    private JsonNode scan(Person person, JsonNode wallet, String code, Map<String, Object> meeting) {
        return bank(person)
                .post(
                        "/api/v1/wallets/" + wallet.path("walletId").asText() + "/payments",
                        Map.of("qr", code, "goodsClasses", List.of("food"), "faceToFace", meeting),
                        UUID.randomUUID().toString());
    }

    @Test
    void sameRequestSentTwice_isOneRequestAndASecondOneIsRefused() {
        Person person = customer(this::isEligible, 18);
        String request = ask(person);
        assertThat(ask(person)).isEqualTo(request);
        var second = callers.superApp()
                .call(
                        "POST",
                        "/api/v1/requests",
                        MadeWorld.request(person),
                        UUID.randomUUID().toString());
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("errors").path(0).path("field").asText()).isEqualTo("citizenId");
    }

    @Test
    void citizenWithTooMuchIncome_isRefusedWithTheReasonInBothLanguages() throws Exception {
        Person person =
                customer(p -> hasNoFaultButIncome(p) && p.incomeSatang() != null && p.incomeSatang() > 84_000_000, 0);
        String request = ask(person);
        await("rejected", () -> state(request).equals("rejected"));
        JsonNode reason = view(request).path("reasons").path(0);
        assertThat(reason.path("code").asText()).isEqualTo("income-over-limit");
        assertThat(reason.path("th").asText()).contains("840,000 บาท");
        assertThat(reason.path("en").asText()).contains("840,000 baht");
        assertThat(bank(person).post("/api/v1/wallets/look-up", Map.of("account", person.account()), null))
                .isEmpty();
    }

    @Test
    void accountOfSomebodyElse_isNotPaidAndTheMoneyIsBackOnTheEntitlement() throws Exception {
        Person person = customer(this::isEligible, 22);
        Person other = customer(p -> isEligible(p) && p.bank().equals(person.bank()) && !p.equals(person), 23);
        String request = callers.superApp()
                .post(
                        "/api/v1/requests",
                        MadeWorld.request(person, other.account()),
                        UUID.randomUUID().toString())
                .path("id")
                .asText();
        await("failed", () -> state(request).equals("failed"));
        assertThat(view(request).path("reasons").path(0).path("code").asText()).isEqualTo("name-mismatch");
    }

    @Test
    void missingRecord_waitsInTasklistForACaseWorkerWhoLogsInThroughKeycloak() throws Exception {
        Person person = customer(p -> p.incomeSatang() == null && hasNoFaultButIncome(p), 0);
        String request = ask(person);
        await("referred", () -> state(request).equals("referred"));

        CaseWorker worker = new CaseWorker(sandbox.installation(), "cw1");
        List<CaseWorker.Task> requests =
                worker.tasks().stream().filter(CaseWorker.Task::isOfRequest).toList();
        assertThat(requests).isNotEmpty();
        requests.forEach(task -> worker.decide(task, true, "ตรวจเอกสารแล้ว"));
        await("paid", () -> state(request).equals("paid"));
        assertThat(view(request).path("reasons").path(0).path("code").asText()).isEqualTo("approved-after-review");
    }

    private boolean isEligible(Person person) {
        Long income = person.incomeSatang();
        return hasNoFaultButIncome(person) && income != null && income <= 84_000_000;
    }

    private static boolean hasNoFaultButIncome(Person p) {
        return p.nationality().equals("TH")
                && p.householdRegistered()
                && p.alive()
                && !p.inPrison()
                && !p.suspended()
                && p.depositsSatang() <= 50_000_000
                && p.birthDate().isBefore(java.time.LocalDate.of(2008, 9, 16));
    }

    private Person customer(Predicate<Person> wanted, int skip) {
        Person person = sandbox.population().people().stream()
                .skip(2)
                .filter(wanted)
                .skip(skip)
                .findFirst()
                .orElseThrow();
        MadeWorld.openAccount(callers, person);
        MadeWorld.shops(callers, person);
        return person;
    }

    private String ask(Person person) {
        return callers.superApp()
                .post("/api/v1/requests", MadeWorld.request(person), "grant-it-" + person.account())
                .path("id")
                .asText();
    }

    private JsonNode view(String request) {
        return callers.superApp().get("/api/v1/requests/" + request);
    }

    private String state(String request) {
        return view(request).path("state").asText();
    }

    private Caller bank(Person person) {
        return callers.bankApp(person.bank());
    }

    private JsonNode wallet(Person person) {
        return bank(person)
                .post("/api/v1/wallets/look-up", Map.of("account", person.account()), null)
                .path(0);
    }

    private JsonNode buy(Person person, JsonNode wallet, Shop shop, String goods, UUID key) {
        return bank(person)
                .post(
                        "/api/v1/wallets/" + wallet.path("walletId").asText() + "/payments",
                        Map.of(
                                "merchantId",
                                shop.id().toString(),
                                "amountSatang",
                                PURCHASE_SATANG,
                                "goodsClasses",
                                List.of(goods),
                                "faceToFace",
                                shop.meeting(scannedAt.computeIfAbsent(key, first -> Instant.now()))),
                        key.toString());
    }

    /** The programme's last page in the bank's own node's vault, with the number of all transitions up to it. */
    private JsonNode pagesOf(Person person) {
        return RunningSandbox.lastPage(bank(person)) instanceof ObjectNode page
                ? page.put(
                        "transitions",
                        page.path("firstTransition").asLong()
                                + page.path("count").asLong()
                                - 1)
                : MissingNode.getInstance();
    }

    private long spentOnNode(Person person) {
        return pagesOf(person).path("totals").path("spent").asLong();
    }

    private static void await(String what, BooleanSupplier reached) throws InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting until: " + what).isLessThan(limit);
            Thread.sleep(300);
        }
    }
}
