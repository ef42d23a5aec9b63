package org.namjai.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.namjai.corda.network.Participant;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.LedgerKeys;
import org.namjai.sandbox.registries.Person;
import org.namjai.sandbox.registries.Population;

/** What the made banks and officers have done before the first citizen comes, done through the same interfaces. */
public final class MadeWorld {
    public static final String PROGRAMME = "digital-wallet";

    /** 10,000 baht each for 20,000 people. */
    private static final long BUDGET_SATANG = 20_000_000_000L;

    private static final String ROUND = "1";

    private static final Duration WINDOW = Duration.ofDays(180);

    private final Installation installation;
    private final Population population;
    private final Callers callers;

    public MadeWorld(Installation installation, Population population) {
        this.installation = installation;
        this.population = population;
        this.callers = new Callers(installation);
    }

    /** What the person asks for in the Super App, to be paid into their own account. */
    public static Map<String, Object> request(Person person) {
        return request(person, person.account());
    }

    /** @param account into which the money is asked, whoever's it is */
    public static Map<String, Object> request(Person person, String account) {
        return Map.of(
                "programme", PROGRAMME,
                "citizenId", person.citizenId(),
                "participant", person.bank(),
                "account", account,
                "answers", Map.of("declaration", true, "phone", "0812345678"));
    }

    /** Repeat-safe: each start of the system does it again. */
    public void prepare() {
        LedgerKeys keys = new LedgerKeys(installation);
        for (Participant bank : installation.banks()) {
            String path = "/api/v1/participants/" + bank.id();
            callers.operator()
                    .put(
                            path,
                            Map.of(
                                    "nameTh", bank.nameTh(),
                                    "nameEn", bank.nameEn(),
                                    "x500Name", bank.x500Name(),
                                    "baseUrl", installation.ports().bankUrl(bank.id()),
                                    "ledgerPublicKeyset", keys.publicKeyset(bank.id())));
            for (String state : List.of("testing", "certified", "live")) {
                // At a later start it is live, and takes no step back.
                callers.operator().call("PUT", path + "/state", Map.of("state", state), null);
            }
        }
        openProgramme();
        Person somchai = population.named("somchai");
        Person malee = population.named("malee");
        for (Person person : List.of(somchai, malee)) {
            openAccount(callers, person);
            shops(callers, person);
        }
        // Each keeps the corner shop where the other buys.
        Shop.of("small-shop", somchai.district()).register(callers, malee);
        Shop.of("small-shop", malee.district()).register(callers, somchai);
    }

    /** Its newest version is published by two people, with money when the round is new. */
    private void openProgramme() {
        String path = "/api/v1/programmes/" + PROGRAMME;
        JsonNode newest = callers.officer().get(path + "/versions").get(0);
        if (!newest.path("state").asText().equals("draft")) return;
        boolean newRound = !callers.officer().get(path).path("round").asText().equals(ROUND);
        Instant opens = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
        String closes = opens.plus(WINDOW).toString();
        approve(proposal(
                path,
                Map.of(
                        "kind",
                        "publication",
                        "definitionId",
                        newest.path("definitionId").asText(),
                        "round",
                        ROUND,
                        "requestsOpenAt",
                        opens.toString(),
                        "requestsCloseAt",
                        closes,
                        "spendingOpensAt",
                        opens.toString(),
                        "spendingClosesAt",
                        closes,
                        "budgetSatang",
                        newRound ? BUDGET_SATANG : 0,
                        "note",
                        "แซนด์บ็อกซ์ / Sandbox")));
    }

    /** The one that an interrupted start left open, or a new one. */
    private String proposal(String path, Map<String, ?> terms) {
        for (JsonNode known : callers.officer().get(path + "/proposals")) {
            if (known.path("state").asText().equals("open"))
                return known.path("id").asText();
        }
        return callers.officer()
                .post(path + "/proposals", terms, null)
                .path("id")
                .asText();
    }

    private void approve(String proposal) {
        callers.approver().post("/api/v1/proposals/" + proposal + "/approval", null, null);
    }

    /** The person becomes a customer of their bank. */
    public static void openAccount(Callers callers, Person person) {
        openAccount(callers, person, person.bank());
    }

    /** The customer's id. */
    static UUID openAccount(Callers callers, Person person, String bank) {
        UUID customer = UUID.nameUUIDFromBytes(("customer/" + person.account()).getBytes(StandardCharsets.UTF_8));
        callers.bankApp(bank)
                .put(
                        "/api/v1/customers/" + customer,
                        Map.of(
                                "citizenId", person.citizenId(),
                                "nameTh", person.nameTh(),
                                "account", person.account()));
        return customer;
    }

    /** A corner shop and a large retailer in the person's district, customers of that district's bank. */
    public static void shops(Callers callers, Person person) {
        Shop.of("small-shop", person.district()).register(callers);
        Shop.of("large-retail", person.district()).register(callers);
    }
}
