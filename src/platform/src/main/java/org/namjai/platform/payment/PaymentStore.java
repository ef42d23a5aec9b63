package org.namjai.platform.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
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

    /** A decided payment. */
    record Stored(PaymentOrder order, List<Refusal> refusals) {}

    /** False when the id is taken; waits until a transaction that is just taking it has ended. */
    boolean insert(PaymentOrder order) {
        return jdbc.sql(
                                """
                                insert into payment (id, participant, programme, subject, wallet_id, merchant_id,
                                    amount_satang, goods_class, face_to_face, asked_at)
                                values (:id, :participant, :programme, :subject, :wallet, :merchant, :amount, :goods,
                                    :faceToFace, :now)
                                on conflict (id) do nothing
                                """)
                        .param("id", order.id())
                        .param("participant", order.participant().value())
                        .param("programme", order.programme().value())
                        .param("subject", order.payer().value())
                        .param("wallet", order.walletId())
                        .param("merchant", order.merchantId())
                        .param("amount", order.amountSatang())
                        .param("goods", order.goodsClass())
                        .param("faceToFace", order.faceToFace())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void decide(UUID id, List<Refusal> refusals) {
        jdbc.sql("update payment set outcome = ?, refusals = ?::jsonb where id = ?")
                .params(refusals.isEmpty() ? "authorised" : "refused", write(refusals), id)
                .update();
    }

    Stored get(UUID id) {
        return jdbc.sql("select * from payment where id = ?")
                .param(id)
                .query(this::read)
                .single();
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
                row.getString("goods_class"),
                row.getBoolean("face_to_face"));
        return new Stored(order, refusals(row.getString("refusals")));
    }

    private String write(List<Refusal> refusals) {
        try {
            return json.writeValueAsString(refusals);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write refusals", e);
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
