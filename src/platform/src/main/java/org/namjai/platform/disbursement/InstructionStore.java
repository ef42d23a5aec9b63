package org.namjai.platform.disbursement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
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

/** The instructions' SQL: whole batches at once. */
@Repository
class InstructionStore {
    private static final String SELECT =
            """
            select i.id, d.request_id, d.programme, i.participant, i.channel, i.money, d.subject, d.amount_satang,
                d.district, i.wallet_id, i.reason_code
            from disbursement_instruction i join disbursement d on d.id = i.disbursement
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    InstructionStore(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /** One for each pay-out of the batch that is not paid, as its payee chose; those that are there stay. */
    void chooseAsChosen(BatchId batch, int round, MoneyForm money) {
        jdbc.sql(
                        """
                        insert into disbursement_instruction (id, disbursement, batch, round, participant, channel, money,
                            state, chosen_at)
                        select gen_random_uuid(), d.id, d.batch, :round, d.participant, d.channel, :money, 'chosen', :now
                        from disbursement d where d.batch = :batch and d.state = 'in-batch'
                        on conflict (disbursement, batch, round) do nothing
                        """)
                .param("batch", batch.value())
                .param("round", round)
                .param("money", money.code())
                .param("now", now())
                .update();
    }

    List<Instruction> lockChosen(BatchId batch, int limit) {
        return ofState(batch, "chosen", limit);
    }

    List<Instruction> lockAnswered(BatchId batch, int limit) {
        return ofState(batch, "answered", limit);
    }

    private List<Instruction> ofState(BatchId batch, String state, int limit) {
        return jdbc.sql(SELECT + "where i.batch = :batch and i.state = :state limit :limit for no key update of i")
                .param("batch", batch.value())
                .param("state", state)
                .param("limit", limit)
                .query(InstructionStore::read)
                .list();
    }

    void markInstructed(Collection<UUID> ids) {
        jdbc.sql("update disbursement_instruction set state = 'instructed' where id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    /** Some that the participant has not taken yet. */
    List<Instruction> untold(BatchId batch, int limit) {
        return jdbc.sql(
                        SELECT
                                + "where i.batch = :batch and not i.told and i.state in ('instructed', 'answered') limit :limit")
                .param("batch", batch.value())
                .param("limit", limit)
                .query(InstructionStore::read)
                .list();
    }

    List<Instruction> unanswered(BatchId batch, int limit) {
        return jdbc.sql(SELECT + "where i.batch = :batch and i.state = 'instructed' limit :limit")
                .param("batch", batch.value())
                .param("limit", limit)
                .query(InstructionStore::read)
                .list();
    }

    void markTold(UUID id) {
        jdbc.sql("update disbursement_instruction set told = true where id = ?")
                .param(id)
                .update();
    }

    Payee payee(UUID id) {
        return jdbc.sql(
                        """
                        select d.id, d.subject, d.payee_sealed from disbursement_instruction i
                        join disbursement d on d.id = i.disbursement where i.id = ?
                        """)
                .param(id)
                .query((row, n) -> Payee.of(people.open(
                        new Pseudonym(row.getString("subject")),
                        row.getBytes("payee_sealed"),
                        Payee.context(row.getObject("id", UUID.class)))))
                .single();
    }

    /** What this participant was told under that id; holds the row until the transaction ends. */
    Optional<Heard> lockInstructed(InstructionId id, ParticipantId participant) {
        return jdbc.sql(
                        """
                        select wallet_id, reason_code, outcome is not null as answered from disbursement_instruction
                        where id = :id and participant = :participant and state <> 'chosen' for no key update
                        """)
                .param("id", id.value())
                .param("participant", participant.value())
                .query((row, n) -> new Heard(
                        row.getBoolean("answered")
                                ? answer(row.getObject("wallet_id", UUID.class), row.getString("reason_code"))
                                : null))
                .optional();
    }

    /** @param answer none as long as it is out */
    record Heard(@Nullable Answer answer) {}

    void keep(InstructionId id, Answer answer) {
        jdbc.sql(
                        """
                        update disbursement_instruction set state = 'answered', outcome = :outcome, wallet_id = :wallet,
                            reason_code = :reason, answered_at = :now where id = :id
                        """)
                .param("outcome", answer.isCredited() ? "credited" : "refused")
                .param("wallet", answer.walletId(), Types.OTHER)
                .param("reason", answer.reasonCode(), Types.VARCHAR)
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    /** They were answered and stand in the books; whoever was credited is paid. */
    void markBooked(Collection<UUID> ids) {
        jdbc.sql(
                        """
                        with booked as (
                            update disbursement_instruction set
                                state = case outcome when 'credited' then 'confirmed' else 'cancelled' end
                            where id = any(:ids) returning disbursement, outcome)
                        update disbursement d set state = 'paid' from booked b
                        where d.id = b.disbursement and b.outcome = 'credited'
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    int unanswered(BatchId batch) {
        return jdbc.sql(
                        "select count(*) from disbursement_instruction where batch = ? and state in ('instructed', 'answered')")
                .param(batch.value())
                .query(Integer.class)
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Answer answer(@Nullable UUID walletId, @Nullable String reasonCode) {
        return new Answer(walletId, reasonCode);
    }

    private static Instruction read(ResultSet row, int n) throws SQLException {
        return new Instruction(
                row.getObject("id", UUID.class),
                row.getObject("request_id", UUID.class),
                new ProgrammeId(row.getString("programme")),
                new ParticipantId(row.getString("participant")),
                Channel.find(row.getString("channel")).orElseThrow(),
                MoneyForm.of(row.getString("money")),
                new Pseudonym(row.getString("subject")),
                row.getLong("amount_satang"),
                row.getString("district"),
                row.getObject("wallet_id", UUID.class),
                row.getString("reason_code"));
    }
}
