package org.namjai.sandbox.demo;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** A made shop; the same in each run. */
public record Shop(UUID id, String name, String merchantClass, String district) {
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

    void registerWith(Caller bankApp) {
        bankApp.put("/api/v1/merchants/" + id, Map.of("name", name, "class", merchantClass, "district", district));
    }
}
