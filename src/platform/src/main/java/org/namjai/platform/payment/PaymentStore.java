package org.namjai.platform.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.CopyRows;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The payments' SQL. */
@Repository
class PaymentStore {
    private static final TypeReference<List<Refusal>> REFUSALS = new TypeReference<>() {};

    private static final String COPY =
            """
            copy payment (id, participant, programme, subject, wallet_id, merchant_id, amount_satang, goods_classes,
                face_to_face, scan_district, scanned_at, qr_label, round, away, decided_by, outcome, refusals,
                left_satang, asked_at)
            from stdin
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate sets;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    PaymentStore(JdbcClient jdbc, JdbcTemplate sets, Clock clock) {
        this.jdbc = jdbc;
        this.sets = sets;
        this.clock = clock;
    }

    /**
     * A decided payment.
     *
     * @param round none when the wallet is unknown
     * @param away whether the merchant's district is another than the payer's
     * @param decidedBy id of the decision that judged it; none when no rule did
     * @param leftSatang what it left in the wallet; none when nothing was paid
     */
    record Stored(
            PaymentOrder order,
            @Nullable Integer round,
            boolean away,
            @Nullable String decidedBy,
            List<Refusal> refusals,
            @Nullable Long leftSatang) {
        Stored refused(List<Refusal> reasons) {
            return new Stored(order, round, away, decidedBy, reasons, null);
        }

        Stored paid(long left) {
            return new Stored(order, round, away, decidedBy, refusals, left);
        }
    }

    /**
     * Keeps decided payments, in the caller's transaction.
     *
     * @throws OvertakenException when an id is taken or a dynamic QR code is paid
     */
    void write(Collection<Stored> payments) {
        if (payments.isEmpty()) return;
        var rows = new CopyRows();
        Instant now = clock.instant();
        payments.forEach(payment -> add(payment, now, rows));
        try {
            rows.into(sets, COPY);
        } catch (DuplicateKeyException e) {
            throw new OvertakenException("a payment's id or QR code was taken at the same moment");
        }
    }

    private void add(Stored payment, Instant now, CopyRows rows) {
        PaymentOrder order = payment.order();
        FaceToFace met = order.faceToFace();
        rows.with(order.id())
                .with(order.participant())
                .with(order.programme())
                .with(order.payer().value())
                .with(order.walletId())
                .with(order.merchantId())
                .with(order.amountSatang())
                .with(goods(order))
                .with(met != null && met.scannedInPerson())
                .with(met == null ? null : met.district())
                .with(met == null ? null : met.at())
                .with(order.qrLabel())
                .with(payment.round())
                .with(payment.away())
                .with(payment.decidedBy())
                .with(payment.refusals().isEmpty() ? "authorised" : "refused")
                .with(payment.refusals().isEmpty() ? "[]" : write(payment.refusals()))
                .with(payment.leftSatang())
                .with(now)
                .end();
    }

    /** As PostgreSQL writes an array; classes of goods are kebab case. */
    private static String goods(PaymentOrder order) {
        return order.goodsClasses().stream().collect(Collectors.joining("\",\"", "{\"", "\"}"));
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
                row.getBoolean("away"),
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
