package org.namjai.sandbox;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.namjai.sandbox.demo.Callers;
import org.namjai.sandbox.demo.MadeWorld;
import org.namjai.sandbox.demo.Shop;
import org.namjai.sandbox.registries.Person;

/** People of the running sandbox who get the grant and shop with it. */
final class Grants {
    private final Callers callers;
    private final String test;

    /** @param test begins the keys, so that no two tests ask for the same */
    Grants(Callers callers, String test) {
        this.callers = callers;
        this.test = test;
    }

    static boolean isEligible(Person person) {
        return person.nationality().equals("TH")
                && person.householdRegistered()
                && person.alive()
                && !person.inPrison()
                && !person.suspended()
                && person.depositsSatang() <= 50_000_000
                && person.incomeSatang() != null
                && person.incomeSatang() <= 84_000_000
                && person.birthDate().isBefore(LocalDate.of(2008, 9, 15));
    }

    /** The request's id. */
    String ask(Person person) {
        MadeWorld.openAccount(callers, person);
        return callers.superApp()
                .post("/api/v1/requests", MadeWorld.request(person), test + "-" + person.account())
                .path("id")
                .asText();
    }

    boolean isPaid(String request) {
        return callers.superApp()
                .get("/api/v1/requests/" + request)
                .path("state")
                .asText()
                .equals("paid");
    }

    String wallet(Person person) {
        return callers.bankApp(person.bank())
                .post("/api/v1/wallets/look-up", Map.of("account", person.account()), null)
                .path(0)
                .path("walletId")
                .asText();
    }

    /** The shop sells food, and banks there. */
    void register(Shop shop, String bank) {
        callers.bankApp(bank)
                .put(
                        "/api/v1/merchants/" + shop.id(),
                        Map.of(
                                "name", shop.name(),
                                "class", shop.merchantClass(),
                                "district", shop.district(),
                                "goods", List.of("food")));
    }
}
