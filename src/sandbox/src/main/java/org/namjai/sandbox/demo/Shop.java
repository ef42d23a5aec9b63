package org.namjai.sandbox.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.namjai.sandbox.registries.Person;
import org.namjai.sandbox.registries.Population;

/** A made shop; the same in each run. */
public record Shop(UUID id, String name, String merchantClass, String district) {
    private static final List<String> GOODS = List.of("food", "general", "alcohol");
    private static final Map<String, Object> TAX =
            Map.of("status", "vat", "tradingSince", 2019, "yearsFiled", List.of(2022, 2023));

    public static Shop of(String merchantClass, String district) {
        String kind =
                switch (merchantClass) {
                    case "small-shop" -> "ร้านของชำ";
                    case "convenience" -> "ร้านสะดวกซื้อ";
                    case "large-retail" -> "ห้างค้าปลีกใหญ่";
                    default -> merchantClass;
                };
        UUID id = UUID.nameUUIDFromBytes(("shop/" + merchantClass + "/" + district).getBytes(StandardCharsets.UTF_8));
        return new Shop(id, kind + " " + district, merchantClass, district);
    }

    /** Shops of a district bank with one bank, whoever asks and whoever else takes part by now. */
    public String bank() {
        return Population.BANKS.get(Integer.parseInt(district) % Population.BANKS.size());
    }

    void register(Callers callers) {
        register(callers, Map.of());
    }

    /** The person keeps the shop, and is a customer of its bank for that. */
    void register(Callers callers, Person holder) {
        register(callers, Map.of("holder", MadeWorld.openAccount(callers, holder, bank())));
    }

    private void register(Callers callers, Map<String, ?> more) {
        var told = new HashMap<String, Object>(
                Map.of("name", name, "class", merchantClass, "district", district, "goods", GOODS, "tax", TAX));
        told.putAll(more);
        callers.bankApp(bank()).put("/api/v1/merchants/" + id, told);
    }

    /** The text of its QR code for one payment, as it shows it to a buyer. */
    public String qr(Callers callers, long satang) {
        return callers.bankApp(bank())
                .get("/api/v1/merchants/" + id + "/qr?amountSatang=" + satang)
                .path("qr")
                .asText();
    }

    /** A buyer who stands in the shop and has scanned its code then. */
    public Map<String, Object> meeting(Instant at) {
        return Map.of("scannedInPerson", true, "district", district, "at", at.toString());
    }
}
