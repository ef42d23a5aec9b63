package org.namjai.platform.disbursement;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of pay-outs and of the batches that they are paid in. */
@Repository
class PayoutStore {
    private static final ZoneId THAILAND = ZoneId.of("Asia/Bangkok");

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    PayoutStore(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /** A pay-out on its way into the table. */
    private record NewRow(UUID id, NewDisbursement payout) {}

    /** Nothing for a request that has one. */
    void open(List<NewDisbursement> payouts) {
        if (payouts.isEmpty()) {
            return;
        }
        List<NewRow> rows = payouts.stream()
                .map(payout -> new NewRow(UUID.randomUUID(), payout))
                .toList();
        jdbc.sql(
                        """
                        insert into disbursement (id, request_id, programme, participant, committed_with, channel, subject,
                            payee_sealed, amount_satang, district, last_digit, pays_from, state, opened_at)
                        select id, request, programme, participant, participant, :channel, subject, payee, amount, district,
                            digit, pays_from, 'waiting', :now
                        from unnest(:ids::uuid[], :requests::uuid[], :programmes::text[], :participants::text[],
                            :subjects::text[], :payees::bytea[], :amounts::bigint[], :districts::text[], :digits::int[],
                            :days::text[]::date[])
                            n(id, request, programme, participant, subject, payee, amount, district, digit, pays_from)
                        on conflict (request_id) do nothing
                        """)
                .param("ids", column(rows, UUID[]::new, NewRow::id))
                .param("requests", column(rows, UUID[]::new, row -> row.payout().request()))
                .param("programmes", column(rows, String[]::new, row -> row.payout()
                        .programme()
                        .value()))
                .param("participants", column(rows, String[]::new, row -> row.payout()
                        .participant()
                        .value()))
                .param("channel", Channel.BANK_ACCOUNT.code())
                .param("subjects", column(rows, String[]::new, row -> row.payout()
                        .subject()
                        .value()))
                .param("payees", column(rows, byte[][]::new, this::payeeSealed))
                .param(
                        "amounts",
                        column(rows, Long[]::new, row -> row.payout().amount().satang()))
                .param("districts", column(rows, String[]::new, row -> row.payout()
                        .district()))
                .param(
                        "digits",
                        column(
                                rows,
                                Integer[]::new,
                                row -> row.payout().citizenId().digits().charAt(12) - '0'))
                // As text: the driver knows no array of dates.
                .param(
                        "days",
                        column(rows, String[]::new, row -> text(row.payout().paysFrom())))
                .param("now", now())
                .update();
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private byte[] payeeSealed(NewRow row) {
        NewDisbursement payout = row.payout();
        return people.seal(
                payout.subject(), new Payee(payout.citizenId(), payout.account()).text(), Payee.context(row.id()));
    }

    private static <V> V[] column(List<NewRow> rows, IntFunction<V[]> array, Function<NewRow, V> value) {
        return rows.stream().map(value).toArray(array);
    }

    List<Unscheduled> unscheduled() {
        return jdbc.sql(
                        """
                        select distinct programme, pays_from, last_digit, left(district, 2) as province from disbursement
                        where state = 'waiting' and due_on is null
                        """)
                .query((row, n) -> new Unscheduled(
                        new ProgrammeId(row.getString("programme")),
                        row.getObject("pays_from", LocalDate.class),
                        row.getInt("last_digit"),
                        row.getString("province")))
                .list();
    }

    void schedule(Unscheduled alike, LocalDate dueOn) {
        jdbc.sql(
                        """
                        update disbursement set due_on = :due where state = 'waiting' and due_on is null
                            and programme = :programme and pays_from is not distinct from :from::date
                            and last_digit = :digit and left(district, 2) = :province
                        """)
                .param("due", dueOn)
                .param("programme", alike.programme().value())
                .param("from", text(alike.paysFrom()), Types.VARCHAR)
                .param("digit", alike.lastDigit())
                .param("province", alike.province())
                .update();
    }

    /** Of whom the oldest that is due is: programme, participant and channel. */
    Optional<Group> oldestDue() {
        return jdbc.sql(
                        """
                        select programme, participant, channel from disbursement
                        where state = 'waiting' and due_on <= :today order by due_on, opened_at limit 1
                        """)
                .param("today", today())
                .query((row, n) -> new Group(
                        new ProgrammeId(row.getString("programme")),
                        new ParticipantId(row.getString("participant")),
                        channel(row.getString("channel"))))
                .optional();
    }

    record Group(ProgrammeId programme, ParticipantId participant, Channel channel) {}

    void openBatch(BatchId id, Group group) {
        jdbc.sql(
                        """
                        insert into disbursement_batch (id, programme, participant, channel, state, opened_at)
                        values (:id, :programme, :participant, :channel, 'working', :now)
                        """)
                .param("id", id.value())
                .param("programme", group.programme().value())
                .param("participant", group.participant().value())
                .param("channel", group.channel().code())
                .param("now", now())
                .update();
    }

    /** Up to so many of the group that are due, the oldest first; what others hold is skipped. */
    List<UUID> lockDue(Group group, int limit) {
        return jdbc.sql(
                        """
                        select id from disbursement where state = 'waiting' and due_on <= :today and programme = :programme
                            and participant = :participant and channel = :channel
                        order by due_on, opened_at limit :limit for no key update skip locked
                        """)
                .param("today", today())
                .param("programme", group.programme().value())
                .param("participant", group.participant().value())
                .param("channel", group.channel().code())
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    void putInto(BatchId batch, Collection<UUID> payouts) {
        jdbc.sql("update disbursement set state = 'in-batch', batch = :batch where id = any(:ids)")
                .param("batch", batch.value())
                .param("ids", payouts.toArray(UUID[]::new))
                .update();
    }

    /** Holds the batch until the transaction ends. */
    void lockBatch(BatchId id) {
        jdbc.sql("select id from disbursement_batch where id = ? for no key update")
                .param(id.value())
                .query()
                .singleRow();
    }

    void enter(BatchId id, String state) {
        jdbc.sql("update disbursement_batch set state = ? where id = ?")
                .params(state, id.value())
                .update();
    }

    void enterRound(BatchId id, int round) {
        jdbc.sql("update disbursement_batch set round = ? where id = ?")
                .params(round, id.value())
                .update();
    }

    /** Who has not answered everything. */
    List<ParticipantId> participantsOf(BatchId batch) {
        return jdbc.sql(
                        "select distinct participant from disbursement_instruction where batch = ? and state = 'instructed'")
                .param(batch.value())
                .query((row, n) -> new ParticipantId(row.getString("participant")))
                .list();
    }

    /** A batch that waits for answers and has some; no longer seen as waiting. */
    Optional<BatchId> takeAnswered() {
        return jdbc.sql(
                        """
                        update disbursement_batch set state = 'working' where id = (
                            select b.id from disbursement_batch b where b.state = 'awaiting' and exists (
                                select from disbursement_instruction i where i.batch = b.id and i.state = 'answered')
                            limit 1 for no key update skip locked)
                        returning id
                        """)
                .query((row, n) -> new BatchId(row.getObject("id", UUID.class)))
                .optional();
    }

    int unpaid(BatchId batch) {
        return jdbc.sql("select count(*) from disbursement where batch = ? and state = 'in-batch'")
                .param(batch.value())
                .query(Integer.class)
                .single();
    }

    /** Some of the batch that nobody could pay, with the reason of the last try. */
    List<Unpaid> lockUnpaid(BatchId batch, int limit) {
        return jdbc.sql(
                        """
                        select d.id, d.request_id, d.programme, d.committed_with as participant, d.subject, d.amount_satang,
                            coalesce((select i.reason_code from disbursement_instruction i where i.disbursement = d.id
                                order by i.round desc limit 1), 'no-channel') as reason_code
                        from disbursement d where d.batch = :batch and d.state = 'in-batch'
                        order by d.id limit :limit for no key update of d
                        """)
                .param("batch", batch.value())
                .param("limit", limit)
                .query((row, n) -> new Unpaid(
                        row.getObject("id", UUID.class),
                        row.getObject("request_id", UUID.class),
                        new ProgrammeId(row.getString("programme")),
                        new ParticipantId(row.getString("participant")),
                        new Pseudonym(row.getString("subject")),
                        row.getLong("amount_satang"),
                        row.getString("reason_code")))
                .list();
    }

    void markReturned(Collection<UUID> payouts) {
        jdbc.sql("update disbursement set state = 'returned' where id = any(:ids)")
                .param("ids", payouts.toArray(UUID[]::new))
                .update();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), THAILAND);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Channel channel(String code) {
        return Channel.find(code).orElseThrow();
    }
}
