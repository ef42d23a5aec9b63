package org.namjai.platform.oversight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.namjai.platform.shared.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The cases' SQL. */
@Repository
class PaymentCaseStore {
    private static final TypeReference<LinkedHashMap<String, Long>> NUMBERS = new TypeReference<>() {};
    private static final int MOST_LISTED = 200;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    PaymentCaseStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a case is opened for: who or what it is about, and for a participant's its words. */
    record Opening(PaymentCase about, String subjectKind, String subject, @Nullable Words words) {}

    /** A participant's: sealed, or in clear when a shop paid. */
    record Words(ParticipantId by, String key, byte @Nullable [] sealed, @Nullable String clear) {}

    /** A payment that is disputed. */
    record Disputed(
            UUID payment,
            ProgrammeId programme,
            Pseudonym payer,
            boolean shopPaid,
            UUID merchant,
            String district,
            long amountSatang,
            Instant askedAt,
            List<ParticipantId> participants) {}

    /** A case that a participant opened before. */
    record Earlier(UUID id, UUID payment, String kind, byte @Nullable [] sealed, @Nullable String clear) {}

    /**
     * False when the same is open, or a case about it was closed within these minutes. Of two at once one waits for the
     * other, and is the second.
     */
    boolean open(Opening opening, int againAfterMinutes) {
        PaymentCase about = opening.about();
        Words words = opening.words();
        return jdbc.sql(
                                """
                                insert into payment_case (id, kind, programme, subject_kind, subject, pattern, reason_th,
                                    reason_en, evidence, evidence_from, evidence_to, payment_id, payer, merchant_id,
                                    district, participants, opened_by, key, grounds_sealed, grounds, opened_at)
                                select :id, :kind, :programme, :subjectKind, :subject, :pattern, :th, :en,
                                    :evidence::jsonb, :from, :to, :payment::uuid, :payer, :merchant::uuid, :district,
                                    :participants, :openedBy, :key, :sealed, :grounds, :now
                                where not exists (select from payment_case where subject = :subject
                                    and pattern = :pattern and programme = :programme and state = 'closed'
                                    and closed_at > :now - make_interval(mins => :againAfter))
                                on conflict do nothing
                                """)
                        .param("id", about.id())
                        .param("kind", about.kind().code())
                        .param("programme", about.programme().value())
                        .param("subjectKind", opening.subjectKind())
                        .param("subject", opening.subject())
                        .param("pattern", about.reason().code())
                        .param("th", about.reason().th())
                        .param("en", about.reason().en())
                        .param("evidence", write(about.evidence()))
                        .param("from", at(about.evidenceFrom()))
                        .param("to", at(about.evidenceTo()))
                        .param("payment", text(about.payment()), Types.VARCHAR)
                        .param("payer", text(about.payer()), Types.VARCHAR)
                        .param("merchant", text(about.merchant()), Types.VARCHAR)
                        .param("district", about.district())
                        .param(
                                "participants",
                                about.participants().stream()
                                        .map(ParticipantId::value)
                                        .toArray(String[]::new))
                        .param("openedBy", words == null ? null : words.by().value(), Types.VARCHAR)
                        .param("key", words == null ? null : words.key(), Types.VARCHAR)
                        .param("sealed", words == null ? null : words.sealed(), Types.BINARY)
                        .param("grounds", words == null ? null : words.clear(), Types.VARCHAR)
                        .param("now", at(clock.instant()))
                        .param("againAfter", againAfterMinutes)
                        .update()
                == 1;
    }

    /** An authorised payment in which the participant's customer has this side. */
    Optional<Disputed> disputed(NewDispute dispute) {
        return jdbc.sql(
                        """
                        select p.*, m.district, m.participant as merchant_participant, w.merchant is not null as shop_paid
                        from payment p join merchant m on m.id = p.merchant_id
                        join wallet w on w.participant = p.participant and w.id = p.wallet_id
                        where p.id = :id and p.outcome = 'authorised'
                            and case when :ofPayer then p.participant else m.participant end = :participant
                        """)
                .param("id", dispute.payment())
                .param("ofPayer", dispute.side() == NewDispute.Side.PAYER)
                .param("participant", dispute.participant().value())
                .query((row, n) -> new Disputed(
                        row.getObject("id", UUID.class),
                        new ProgrammeId(row.getString("programme")),
                        new Pseudonym(row.getString("subject")),
                        row.getBoolean("shop_paid"),
                        row.getObject("merchant_id", UUID.class),
                        row.getString("district"),
                        row.getLong("amount_satang"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        List.of(
                                new ParticipantId(row.getString("participant")),
                                new ParticipantId(row.getString("merchant_participant")))))
                .optional();
    }

    Optional<Earlier> ofKey(ParticipantId by, String key) {
        return jdbc.sql("select * from payment_case where opened_by = ? and key = ?")
                .params(by.value(), key)
                .query((row, n) -> new Earlier(
                        row.getObject("id", UUID.class),
                        row.getObject("payment_id", UUID.class),
                        row.getString("kind"),
                        row.getBytes("grounds_sealed"),
                        row.getString("grounds")))
                .optional();
    }

    /** Of the participant's customer, sealed or in clear. */
    Optional<Words> words(UUID id) {
        return jdbc.sql("select * from payment_case where id = ? and opened_by is not null")
                .param(id)
                .query((row, n) -> new Words(
                        new ParticipantId(row.getString("opened_by")),
                        row.getString("key"),
                        row.getBytes("grounds_sealed"),
                        row.getString("grounds")))
                .optional();
    }

    /** Takes cases whose process is to be started; others' are skipped. */
    List<PaymentCase> take(int limit) {
        return jdbc.sql(
                        """
                        update payment_case set started = true where id in (select id from payment_case where not started
                            order by opened_at limit ? for update skip locked)
                        returning *
                        """)
                .param(limit)
                .query(this::read)
                .list();
    }

    Optional<PaymentCase> find(UUID id) {
        return jdbc.sql("select * from payment_case where id = ?")
                .param(id)
                .query(this::read)
                .optional();
    }

    /** Held to the end of the transaction. */
    PaymentCase lock(UUID id) {
        return jdbc.sql("select * from payment_case where id = ? for update")
                .param(id)
                .query(this::read)
                .single();
    }

    /** Newest first; of everybody when no participant is given. */
    List<PaymentCase> list(@Nullable ParticipantId concerned) {
        String where = concerned == null ? "" : " where participants @> array[:participant::text]";
        var query = jdbc.sql("select * from payment_case" + where + " order by opened_at desc limit " + MOST_LISTED);
        if (concerned != null) query = query.param("participant", concerned.value());
        return query.query(this::read).list();
    }

    Optional<String> decidedBy(UUID id) {
        return jdbc.sql("select decided_by from payment_case where id = ? and decided_by is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    boolean isConfirmed(UUID id) {
        return jdbc.sql("select confirmed_by is not null from payment_case where id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    void decide(UUID id, Measure measure, String note, String worker) {
        jdbc.sql("update payment_case set state = ?, measure = ?, note = ?, decided_by = ? where id = ?")
                .params(
                        (measure.takesTwo() ? PaymentCase.State.TO_CONFIRM : PaymentCase.State.OPEN).code(),
                        measure.code(),
                        note,
                        worker,
                        id)
                .update();
    }

    void confirm(UUID id, String worker) {
        jdbc.sql("update payment_case set confirmed_by = ? where id = ?")
                .params(worker, id)
                .update();
    }

    void reopen(UUID id) {
        jdbc.sql(
                        """
                        update payment_case set state = 'open', measure = null, note = null, decided_by = null,
                            confirmed_by = null where id = ?
                        """)
                .param(id)
                .update();
    }

    void close(UUID id) {
        jdbc.sql("update payment_case set state = 'closed', closed_at = ? where id = ?")
                .params(at(clock.instant()), id)
                .update();
    }

    void record(String who, String what, UUID id, @Nullable String why) {
        jdbc.sql("insert into payment_case_audit (at, who, what, case_id, why) values (?, ?, ?, ?, ?)")
                .params(at(clock.instant()), who, what, id, why)
                .update();
    }

    /** The payments that a case is about, the newest first. */
    List<SeenPayment> payments(PaymentCase about) {
        return jdbc.sql(
                        """
                        select p.id, p.asked_at, p.amount_satang, p.left_satang, p.subject, m.name, m.district
                        from payment p join merchant m on m.id = p.merchant_id
                        where p.asked_at > :from and p.asked_at <= :to and p.programme = :programme
                            and p.outcome = 'authorised' and p.id = coalesce(:payment::uuid, p.id)
                            and p.merchant_id = coalesce(:merchant::uuid, p.merchant_id)
                            and p.subject = coalesce(:payer, p.subject)
                        order by p.asked_at desc limit 200
                        """)
                .param("from", at(about.evidenceFrom()))
                .param("to", at(about.evidenceTo()))
                .param("programme", about.programme().value())
                .param("payment", text(about.payment()), Types.VARCHAR)
                .param("merchant", text(about.merchant()), Types.VARCHAR)
                .param("payer", text(about.payer()), Types.VARCHAR)
                .query((row, n) -> new SeenPayment(
                        row.getObject("id", UUID.class),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        row.getLong("amount_satang"),
                        row.getObject("left_satang", Long.class),
                        row.getString("subject").substring(0, 6),
                        row.getString("name"),
                        row.getString("district")))
                .list();
    }

    private PaymentCase read(ResultSet row, int n) throws SQLException {
        String payer = row.getString("payer");
        String measure = row.getString("measure");
        OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
        return new PaymentCase(
                row.getObject("id", UUID.class),
                PaymentCase.Kind.of(row.getString("kind")),
                new ProgrammeId(row.getString("programme")),
                new Reason(row.getString("pattern"), row.getString("reason_th"), row.getString("reason_en")),
                numbers(row.getString("evidence")),
                row.getObject("evidence_from", OffsetDateTime.class).toInstant(),
                row.getObject("evidence_to", OffsetDateTime.class).toInstant(),
                row.getObject("payment_id", UUID.class),
                payer == null ? null : new Pseudonym(payer),
                row.getObject("merchant_id", UUID.class),
                row.getString("district"),
                Arrays.stream((String[]) row.getArray("participants").getArray())
                        .map(ParticipantId::new)
                        .collect(Collectors.toUnmodifiableSet()),
                PaymentCase.State.of(row.getString("state")),
                measure == null ? null : Measure.of(measure).orElseThrow(),
                row.getString("note"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                closed == null ? null : closed.toInstant());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static @Nullable String text(@Nullable Pseudonym person) {
        return person == null ? null : person.value();
    }

    private String write(Map<String, Long> numbers) {
        try {
            return json.writeValueAsString(numbers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write evidence", e);
        }
    }

    private Map<String, Long> numbers(String text) {
        try {
            return json.readValue(text, NUMBERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not read evidence", e);
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
