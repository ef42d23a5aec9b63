package org.namjai.platform.disbursement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The disbursements' SQL. */
@Repository
class DisbursementStore {
    private static final String SELECT =
            "select id, request_id, programme, participant, subject, amount_satang, district, state, wallet_id, reason_code"
                    + " from disbursement ";

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    DisbursementStore(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /** The id of the request's disbursement, made now or before. */
    DisbursementId open(DisbursementId id, NewDisbursement disbursement) {
        jdbc.sql(
                        """
                        insert into disbursement (id, request_id, programme, participant, subject, payee_sealed,
                            amount_satang, district, state, opened_at)
                        values (:id, :request, :programme, :participant, :subject, :payee, :amount, :district, 'opened', :now)
                        on conflict (request_id) do nothing
                        """)
                .param("id", id.value())
                .param("request", disbursement.request())
                .param("programme", disbursement.programme().value())
                .param("participant", disbursement.participant().value())
                .param("subject", disbursement.subject().value())
                .param(
                        "payee",
                        people.seal(
                                disbursement.subject(),
                                new Payee(disbursement.citizenId(), disbursement.account()).text(),
                                context(id)))
                .param("amount", disbursement.amount().satang())
                .param("district", disbursement.district())
                .param("now", now())
                .update();
        return jdbc.sql("select id from disbursement where request_id = ?")
                .param(disbursement.request())
                .query((row, n) -> new DisbursementId(row.getObject("id", UUID.class)))
                .single();
    }

    StoredDisbursement get(DisbursementId id) {
        return one(SELECT + "where id = ?", id).orElseThrow(() -> new IllegalStateException("no disbursement " + id));
    }

    /** Holds the row until the transaction ends. */
    Optional<StoredDisbursement> lock(DisbursementId id) {
        return one(SELECT + "where id = ? for no key update", id);
    }

    Payee payee(DisbursementId id) {
        return jdbc.sql("select subject, payee_sealed from disbursement where id = ?")
                .param(id.value())
                .query((row, n) -> Payee.of(people.open(
                        new Pseudonym(row.getString("subject")), row.getBytes("payee_sealed"), context(id))))
                .single();
    }

    void enter(DisbursementId id, DisbursementState state) {
        jdbc.sql("update disbursement set state = ? where id = ?")
                .params(state.code(), id.value())
                .update();
    }

    void markTold(DisbursementId id) {
        jdbc.sql("update disbursement set told = true where id = ?")
                .param(id.value())
                .update();
    }

    void keep(DisbursementId id, Answer answer) {
        jdbc.sql(
                        """
                        update disbursement set state = 'answered', outcome = :outcome, wallet_id = :wallet,
                            reason_code = :reason, answered_at = :now where id = :id
                        """)
                .param("outcome", answer.isCredited() ? "credited" : "refused")
                .param("wallet", answer.walletId(), Types.OTHER)
                .param("reason", answer.reasonCode(), Types.VARCHAR)
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    List<StoredDisbursement> takeAnswered(int limit) {
        List<StoredDisbursement> answered = jdbc.sql(
                        SELECT
                                + """
                                where outcome is not null and told and not handed_on order by answered_at limit ?
                                for no key update skip locked
                                """)
                .param(limit)
                .query(DisbursementStore::read)
                .list();
        answered.forEach(disbursement -> jdbc.sql("update disbursement set handed_on = true where id = ?")
                .param(disbursement.id().value())
                .update());
        return answered;
    }

    private Optional<StoredDisbursement> one(String sql, DisbursementId id) {
        return jdbc.sql(sql).param(id.value()).query(DisbursementStore::read).optional();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String context(DisbursementId id) {
        return "disbursement/" + id;
    }

    private static StoredDisbursement read(ResultSet row, int n) throws SQLException {
        return new StoredDisbursement(
                new DisbursementId(row.getObject("id", UUID.class)),
                row.getObject("request_id", UUID.class),
                new ProgrammeId(row.getString("programme")),
                new ParticipantId(row.getString("participant")),
                new Pseudonym(row.getString("subject")),
                row.getLong("amount_satang"),
                row.getString("district"),
                DisbursementState.of(row.getString("state")),
                answer(row.getObject("wallet_id", UUID.class), row.getString("reason_code")));
    }

    private static @Nullable Answer answer(@Nullable UUID walletId, @Nullable String reasonCode) {
        return walletId == null && reasonCode == null ? null : new Answer(walletId, reasonCode);
    }
}
