package org.namjai.platform.payment;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.ChainId;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reversals' SQL. */
@Repository
class ReversalStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    ReversalStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The purchase that is to be reversed.
     *
     * @param merchantParticipant which banks the merchant
     * @param round none of a refused payment
     * @param decidedBy id of the decision that judged it; none of old ones
     */
    record Purchase(
            UUID id,
            ChainId chain,
            Pseudonym payer,
            UUID merchant,
            ParticipantId merchantParticipant,
            long amountSatang,
            boolean authorised,
            @Nullable Integer round,
            @Nullable String decidedBy,
            Instant askedAt) {}

    /** The payment, held to the end of the transaction; none when its merchant is not this participant's. */
    Optional<Purchase> lock(UUID payment, ParticipantId participant) {
        return lock(payment).filter(purchase -> purchase.merchantParticipant().equals(participant));
    }

    Optional<Purchase> lock(UUID payment) {
        return jdbc.sql(
                        """
                        select p.*, m.participant as merchant_participant
                        from payment p join merchant m on m.id = p.merchant_id
                        where p.id = ? for no key update of p
                        """)
                .param(payment)
                .query((row, n) -> new Purchase(
                        row.getObject("id", UUID.class),
                        new ChainId(
                                new ProgrammeId(row.getString("programme")),
                                new ParticipantId(row.getString("participant"))),
                        new Pseudonym(row.getString("subject")),
                        row.getObject("merchant_id", UUID.class),
                        new ParticipantId(row.getString("merchant_participant")),
                        row.getLong("amount_satang"),
                        row.getString("outcome").equals("authorised"),
                        row.getObject("round", Integer.class),
                        row.getString("decided_by"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    Optional<ReversalOrder> find(UUID id) {
        return jdbc.sql("select * from payment_reversal where id = ?")
                .param(id)
                .query((row, n) -> new ReversalOrder(
                        row.getObject("id", UUID.class),
                        row.getObject("payment", UUID.class),
                        new ParticipantId(row.getString("participant")),
                        row.getLong("amount_satang"),
                        row.getString("reason")))
                .optional();
    }

    boolean isReversed(UUID payment) {
        return jdbc.sql("select exists (select from payment_reversal where payment = ?)")
                .param(payment)
                .query(Boolean.class)
                .single();
    }

    /** False when another payment's reversal has just taken the id. */
    boolean write(ReversalOrder order, String decidedBy) {
        return jdbc.sql(
                                """
                                insert into payment_reversal (id, payment, participant, amount_satang, reason, decided_by,
                                    reversed_at)
                                values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
                                """)
                        .params(
                                order.id(),
                                order.payment(),
                                order.participant().value(),
                                order.amountSatang(),
                                order.reason(),
                                decidedBy,
                                clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
