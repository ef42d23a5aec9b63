package org.namjai.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.namjai.sandbox.registries.Person;

/** What made people buy: something allowed each, and now and then something that the rules must refuse. */
final class Purchases {
    private static final long COMMON_SATANG = 45_000;
    private static final long OVER_BALANCE_SATANG = 2_000_000;

    private final UUID run = UUID.randomUUID();
    private final Callers callers;
    private final Map<String, Integer> refusals = new TreeMap<>();
    private int authorised;
    private long authorisedSatang;
    private int refused;

    Purchases(Callers callers) {
        this.callers = callers;
    }

    void shop(Person person) {
        JsonNode wallets = callers.bankApp(person.bank())
                .post("/api/v1/wallets/look-up", Map.of("account", person.account()), null);
        String wallet = wallets.path(0).path("walletId").asText();
        int index = Math.floorMod(person.account().hashCode(), 12);
        Shop corner = Shop.of("small-shop", person.district());
        buy(person, wallet, corner, COMMON_SATANG + 100L * index, "food", "first");
        switch (index) {
            case 0, 1 ->
                buy(person, wallet, Shop.of("small-shop", otherThan(person)), COMMON_SATANG, "food", "elsewhere");
            case 2, 3 -> buy(person, wallet, corner, COMMON_SATANG, "alcohol", "prohibited");
            case 4 ->
                buy(person, wallet, Shop.of("large-retail", person.district()), COMMON_SATANG, "general", "large");
            case 5 -> buy(person, wallet, corner, OVER_BALANCE_SATANG, "food", "too-much");
            default -> buy(person, wallet, corner, 2 * COMMON_SATANG, "general", "second");
        }
    }

    /** The district of one who is known to have a shop, and is not the person's own. */
    private static String otherThan(Person person) {
        var population = org.namjai.sandbox.registries.Population.of(2);
        String somchais = population.named("somchai").district();
        return somchais.equals(person.district()) ? population.named("malee").district() : somchais;
    }

    private void buy(Person person, String wallet, Shop shop, long satang, String goods, String what) {
        // A code is paid once, so another run of the demo buys anew.
        UUID key = UUID.nameUUIDFromBytes((run + "/" + wallet + "/" + what).getBytes(StandardCharsets.UTF_8));
        String code = shop.qr(callers, satang);
        JsonNode answer = callers.bankApp(person.bank())
                .post(
                        "/api/v1/wallets/" + wallet + "/payments",
                        Map.of("qr", code, "goodsClasses", List.of(goods), "faceToFace", shop.meeting(Instant.now())),
                        key.toString());
        count(answer, satang);
    }

    private synchronized void count(JsonNode answer, long satang) {
        if (answer.path("outcome").asText().equals("authorised")) {
            authorised++;
            authorisedSatang += satang;
        } else {
            refused++;
            answer.path("reasons")
                    .forEach(reason -> refusals.merge(reason.path("code").asText(), 1, Integer::sum));
        }
    }

    synchronized int authorised() {
        return authorised;
    }

    synchronized long authorisedSatang() {
        return authorisedSatang;
    }

    synchronized int refused() {
        return refused;
    }

    synchronized Map<String, Integer> refusals() {
        return Map.copyOf(refusals);
    }
}
