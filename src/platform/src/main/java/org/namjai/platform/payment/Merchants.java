package org.namjai.platform.payment;

import java.util.Optional;
import java.util.UUID;
import org.namjai.platform.geography.Districts;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The register of merchants. */
@Service
public class Merchants {
    private final JdbcClient jdbc;
    private final Districts districts;

    Merchants(JdbcClient jdbc, Districts districts) {
        this.jdbc = jdbc;
        this.districts = districts;
    }

    /** Adds or changes the participant's merchant; false when the id belongs to another participant's. */
    public boolean register(Merchant merchant) {
        check(merchant);
        return jdbc.sql(
                                """
                                insert into merchant (id, participant, name, class, district)
                                values (:id, :participant, :name, :class, :district)
                                on conflict (id) do update set name = excluded.name, class = excluded.class,
                                    district = excluded.district where merchant.participant = excluded.participant
                                """)
                        .param("id", merchant.id())
                        .param("participant", merchant.participant().value())
                        .param("name", merchant.name())
                        .param("class", merchant.merchantClass())
                        .param("district", merchant.district())
                        .update()
                == 1;
    }

    public Optional<Merchant> find(UUID id) {
        return jdbc.sql("select * from merchant where id = ?")
                .param(id)
                .query((row, n) -> new Merchant(
                        row.getObject("id", UUID.class),
                        new ParticipantId(row.getString("participant")),
                        row.getString("name"),
                        row.getString("class"),
                        row.getString("district")))
                .optional();
    }

    private void check(Merchant merchant) {
        int length = merchant.name().strip().length();
        new InvalidInput.Check()
                .that(length > 0 && length <= 200, "name", "ต้องมี 1 ถึง 200 ตัวอักษร", "must be 1 to 200 characters")
                .that(
                        MerchantClass.ALL.contains(merchant.merchantClass()),
                        "class",
                        "ไม่รู้จักประเภทร้านค้านี้",
                        "must be one of " + MerchantClass.ALL.stream().sorted().toList())
                .that(
                        districts.find(merchant.district()).isPresent(),
                        "district",
                        "ไม่มีรหัสอำเภอหรือเขตนี้",
                        "must be a district's four-digit DOPA code")
                .orThrow();
    }
}
