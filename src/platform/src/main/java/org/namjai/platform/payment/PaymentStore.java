package org.namjai.platform.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The payments' SQL. */
@Repository
class PaymentStore {
    private static final TypeReference<List<Refusal>> REFUSALS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    PaymentStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A decided payment.
     *
     * @param round none when the wallet is unknown
     * @param decidedBy id of the decision that judged it; none when no rule did
     * @param leftSatang what it left in the wallet; none when nothing was paid
     */
    record Stored(
            PaymentOrder order,
            @Nullable Integer round,
            @Nullable String decidedBy,
            List<Refusal> refusals,
            @Nullable Long leftSatang) {
        Stored(PaymentOrder order, @Nullable Integer round, @Nullable String decidedBy, List<Refusal> refusals) {
            this(order, round, decidedBy, refusals, null);
        }

        Stored refused(List<Refusal> reasons) {
            return new Stored(order, round, decidedBy, reasons);
        }

        Stored paid(long left) {
            return new Stored(order, round, decidedBy, refusals, left);
        }
    }

    /**
     * Keeps decided payments, in the caller's transaction.
     *
     * @return the ids of those that were not there
     * @throws PaymentIdTakenException when an id is taken by a payment of other content or outcome
     * @throws QrPaidException when a dynamic QR code is paid twice
     */
    Set<UUID> write(List<Stored> payments) {
        var byId = new LinkedHashMap<UUID, Stored>();
        for (Stored payment : payments) {
            Stored same = byId.putIfAbsent(payment.order().id(), payment);
            if (same != null && !same.equals(payment)) {
                throw new PaymentIdTakenException();
            }
        }
        Set<UUID> written = insert(List.copyOf(byId.values()));
        byId.forEach((id, payment) -> {
            if (!written.contains(id)) checkRepeated(payment);
        });
        return written;
    }

    private void checkRepeated(Stored payment) {
        Stored taken = find(payment.order().id()).orElseThrow(QrPaidException::new);
        if (!taken.equals(payment)) throw new PaymentIdTakenException();
    }

    /** Those of the dynamic QR codes of these orders that were paid. */
    Set<PaidQr> paidQrs(List<PaymentOrder> orders) {
        List<PaymentOrder> dynamic =
                orders.stream().filter(order -> order.qrLabel() != null).toList();
        if (dynamic.isEmpty()) return Set.of();
        return Set.copyOf(jdbc.sql(
                        """
                        select p.merchant_id, p.qr_label from payment p
                        join unnest(:merchants::uuid[], :labels::text[]) q(merchant, label)
                            on p.merchant_id = q.merchant and p.qr_label = q.label
                        where p.outcome = 'authorised'
                        """)
                .param(
                        "merchants",
                        dynamic.stream().map(PaymentOrder::merchantId).toArray(UUID[]::new))
                .param("labels", dynamic.stream().map(PaymentOrder::qrLabel).toArray(String[]::new))
                .query((row, n) -> new PaidQr(row.getObject("merchant_id", UUID.class), row.getString("qr_label")))
                .list());
    }

    /** A dynamic QR code of a merchant. */
    record PaidQr(UUID merchant, String label) {}

    /** Those that were decided before, by id. */
    Map<UUID, Stored> findAll(List<PaymentOrder> orders) {
        return jdbc
                .sql("select * from payment where id = any(?)")
                .param(orders.stream().map(PaymentOrder::id).toArray(UUID[]::new))
                .query(this::read)
                .list()
                .stream()
                .collect(Collectors.toMap(stored -> stored.order().id(), stored -> stored));
    }

    private Set<UUID> insert(List<Stored> payments) {
        if (payments.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(jdbc.sql(
                        """
                        insert into payment (id, participant, programme, subject, wallet_id, merchant_id, amount_satang,
                            goods_classes, face_to_face, scan_district, scanned_at, qr_label, round, decided_by, outcome,
                            refusals, left_satang, asked_at)
                        select p.id, p.participant, p.programme, p.subject, p."walletId", p."merchantId",
                            p."amountSatang", p."goodsClasses", p."faceToFace", p."scanDistrict",
                            p."scannedAt", p."qrLabel", p.round, p."decidedBy", p.outcome, p.refusals,
                            p."leftSatang", :now
                        from jsonb_to_recordset(:payments::jsonb) as p(id uuid, participant text, programme text,
                            subject text, "walletId" uuid, "merchantId" uuid, "amountSatang" bigint,
                            "goodsClasses" text[], "faceToFace" boolean, "scanDistrict" text, "scannedAt" timestamptz,
                            "qrLabel" text, round smallint, "decidedBy" text, outcome text, refusals jsonb,
                            "leftSatang" bigint)
                        on conflict do nothing returning id
                        """)
                .param(
                        "payments",
                        write(payments.stream().map(PaymentStore::row).toList()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list());
    }

    private static Map<String, @Nullable Object> row(Stored payment) {
        PaymentOrder order = payment.order();
        var row = new HashMap<String, @Nullable Object>(Map.ofEntries(
                Map.entry("id", order.id()),
                Map.entry("participant", order.participant().value()),
                Map.entry("programme", order.programme().value()),
                Map.entry("subject", order.payer().value()),
                Map.entry("walletId", order.walletId()),
                Map.entry("merchantId", order.merchantId()),
                Map.entry("amountSatang", order.amountSatang()),
                Map.entry("goodsClasses", order.goodsClasses()),
                Map.entry("outcome", payment.refusals().isEmpty() ? "authorised" : "refused"),
                Map.entry("refusals", payment.refusals())));
        FaceToFace met = order.faceToFace();
        row.put("faceToFace", met != null && met.scannedInPerson());
        row.put("scanDistrict", met == null ? null : met.district());
        row.put("scannedAt", met == null ? null : met.at().toString());
        row.put("qrLabel", order.qrLabel());
        row.put("round", payment.round());
        row.put("decidedBy", payment.decidedBy());
        row.put("leftSatang", payment.leftSatang());
        return row;
    }

    Optional<Stored> find(UUID id) {
        return jdbc.sql("select * from payment where id = ?")
                .param(id)
                .query(this::read)
                .optional();
    }

    private Stored read(ResultSet row, int n) throws SQLException {
        var order = new PaymentOrder(
                row.getObject("id", UUID.class),
                new ParticipantId(row.getString("participant")),
                new ProgrammeId(row.getString("programme")),
                new Pseudonym(row.getString("subject")),
                row.getObject("wallet_id", UUID.class),
                row.getObject("merchant_id", UUID.class),
                row.getLong("amount_satang"),
                List.of((String[]) row.getArray("goods_classes").getArray()),
                faceToFace(row),
                row.getString("qr_label"));
        return new Stored(
                order,
                row.getObject("round", Integer.class),
                row.getString("decided_by"),
                refusals(row.getString("refusals")),
                row.getObject("left_satang", Long.class));
    }

    private static @Nullable FaceToFace faceToFace(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("scanned_at", OffsetDateTime.class);
        return at == null
                ? null
                : new FaceToFace(row.getBoolean("face_to_face"), row.getString("scan_district"), at.toInstant());
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write payments", e);
        }
    }

    private List<Refusal> refusals(String text) {
        try {
            return json.readValue(text, REFUSALS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not read refusals", e);
        }
    }
}
