package org.namjai.platform.disbursement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.CitizenId;
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
            select i.id, d.request_id, d.programme, i.participant, d.committed_with, i.channel, i.money, d.subject,
                d.amount_satang, d.district, i.wallet_id, i.reason_code
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

    /**
     * One for each pay-out of the batch that is not paid, by a live participant that serves the channel; those that are
     * there stay. Nobody who could be paid by none of them gets one.
     *
     * @param channel none for what each payee chose
     */
    void choose(BatchId batch, int round, @Nullable Channel channel, MoneyForm money) {
        jdbc.sql(
                        """
                        insert into disbursement_instruction (id, disbursement, batch, round, participant, channel, choice,
                            verified, money, state, chosen_at)
                        select gen_random_uuid(), d.id, d.batch, :round, p.id, wanted.channel, wanted.choice,
                            wanted.choice is not null or wanted.channel = 'promptpay-national-id', :money, 'chosen', :now
                        from disbursement d
                        left join lateral (
                            select id, participant, channel from payee_choice
                            where subject = d.subject and effective_from <= :now
                            order by effective_from desc limit 1) c on true
                        cross join lateral (select coalesce(c.participant, d.participant) as participant,
                            coalesce(:channel, c.channel, d.channel) as channel, c.id as choice) wanted
                        join lateral (
                            select id from participant p
                            where p.state = 'live' and wanted.channel = any(p.capabilities)
                                and (p.id = wanted.participant or :channel = 'promptpay-national-id')
                            order by p.id <> wanted.participant, p.id limit 1) p on true
                        where d.batch = :batch and d.state = 'in-batch'
                            and (:channel is null or :channel = 'promptpay-national-id' or c.channel = :channel)
                            and not exists (select from disbursement_instruction open where open.disbursement = d.id
                                and open.state in ('chosen', 'instructed', 'answered'))
                        on conflict (disbursement, batch, round) do nothing
                        """)
                .param("batch", batch.value())
                .param("round", round)
                .param("channel", channel == null ? null : channel.code(), Types.VARCHAR)
                .param("money", money.code())
                .param("now", now())
                .update();
    }

    /** Whoever is not live any more gets no money; the payees have to wait for another round. */
    void dropSuspended(BatchId batch) {
        jdbc.sql(
                        """
                        delete from disbursement_instruction i using participant p
                        where i.batch = ? and i.state = 'chosen' and p.id = i.participant and p.state <> 'live'
                        """)
                .param(batch.value())
                .update();
    }

    /** Who has to be asked about accounts. */
    List<ParticipantId> withUnverified(BatchId batch) {
        return jdbc.sql(
                        """
                        select distinct participant from disbursement_instruction
                        where batch = ? and state = 'chosen' and not verified
                        """)
                .param(batch.value())
                .query((row, n) -> new ParticipantId(row.getString("participant")))
                .list();
    }

    List<UUID> unverified(BatchId batch, ParticipantId participant, int limit) {
        return jdbc.sql(
                        """
                        select id from disbursement_instruction
                        where batch = ? and participant = ? and state = 'chosen' and not verified limit ?
                        """)
                .params(batch.value(), participant.value(), limit)
                .query(UUID.class)
                .list();
    }

    /** What can be paid may be; the others are refused without money having moved. */
    void keepVerified(Map<UUID, Optional<String>> refusals) {
        jdbc.sql(
                        """
                        update disbursement_instruction i set verified = v.reason is null, reason_code = v.reason,
                            state = case when v.reason is null then 'chosen' else 'cancelled' end,
                            outcome = case when v.reason is not null then 'refused' end,
                            answered_at = case when v.reason is not null then :now::timestamptz end
                        from unnest(:ids::uuid[], :reasons::text[]) v(id, reason)
                        where i.id = v.id and i.state = 'chosen'
                        """)
                .param("now", now())
                .param("ids", refusals.keySet().toArray(UUID[]::new))
                .param(
                        "reasons",
                        refusals.values().stream()
                                .map(reason -> reason.orElse(null))
                                .toArray(String[]::new))
                .update();
    }

    /** Some that the books have not sent yet; not those of {@code busy} participants, nor of held pay-outs. */
    List<Instruction> lockChosen(BatchId batch, Collection<ParticipantId> busy, int limit) {
        return jdbc.sql(
                        SELECT
                                + """
                                where i.batch = :batch and i.state = 'chosen' and i.verified and d.state = 'in-batch'
                                    and i.participant <> all(:busy)
                                order by i.participant, i.channel, i.id limit :limit for no key update of i
                                """)
                .param("batch", batch.value())
                .param("busy", busy.stream().map(ParticipantId::value).toArray(String[]::new))
                .param("limit", limit)
                .query(InstructionStore::read)
                .list();
    }

    List<Instruction> lockAnswered(BatchId batch, int limit) {
        return jdbc.sql(SELECT + "where i.batch = :batch and i.state = 'answered' limit :limit for no key update of i")
                .param("batch", batch.value())
                .param("limit", limit)
                .query(InstructionStore::read)
                .list();
    }

    /** The money is on the participant's clearing account, committed on the participant's chain. */
    void markInstructed(Collection<Instruction> instructions) {
        jdbc.sql(
                        """
                        with told as (
                            update disbursement_instruction set state = 'instructed' where id = any(:ids)
                            returning disbursement, participant)
                        update disbursement d set committed_with = t.participant from told t
                        where d.id = t.disbursement and d.committed_with <> t.participant
                        """)
                .param("ids", ids(instructions))
                .update();
    }

    void putInto(UUID file, Collection<Instruction> instructions) {
        jdbc.sql("update disbursement_instruction set file = :file where id = any(:ids)")
                .param("file", file)
                .param("ids", ids(instructions))
                .update();
    }

    /** Single ones that the participant has not taken yet. */
    List<Instruction> untold(BatchId batch, int limit) {
        return jdbc.sql(SELECT
                        + "where i.batch = :batch and not i.told and i.file is null and i.state in ('instructed', 'answered')"
                        + " order by i.id limit :limit")
                .param("batch", batch.value())
                .param("limit", limit)
                .query(InstructionStore::read)
                .list();
    }

    List<Instruction> unansweredSingles(BatchId batch) {
        return jdbc.sql(SELECT + "where i.batch = :batch and i.state = 'instructed' and i.file is null order by i.id")
                .param("batch", batch.value())
                .query(InstructionStore::read)
                .list();
    }

    void markTold(UUID id) {
        jdbc.sql("update disbursement_instruction set told = true where id = ?")
                .param(id)
                .update();
    }

    /** Who is paid and where: of a file, or single ones. */
    List<Target> targets(@Nullable UUID file, Collection<UUID> single) {
        List<Sealed> rows = jdbc.sql(
                        """
                        select i.id, i.channel, d.amount_satang, d.id as payout, d.subject, d.payee_sealed,
                            c.id as choice, c.channel as chosen_channel, c.account_sealed
                        from disbursement_instruction i join disbursement d on d.id = i.disbursement
                        left join payee_choice c on c.id = i.choice
                        where i.file = :file or i.id = any(:single) order by i.id
                        """)
                .param("file", file, Types.OTHER)
                .param("single", single.toArray(UUID[]::new))
                .query(InstructionStore::sealed)
                .list();
        List<String> payees = people.openAll(rows.stream().map(Sealed::payee).toList());
        List<String> chosen = people.openAll(
                rows.stream().flatMap(row -> row.account().stream()).toList());
        var next = chosen.iterator();
        return IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(i).target(Payee.of(payees.get(i)), next))
                .toList();
    }

    /** One payee as the participant is to know it. */
    record Target(UUID id, Channel channel, CitizenId citizenId, String account, Pseudonym payee, long amountSatang) {
        @Override
        public String toString() {
            return "Target[" + id + "]";
        }
    }

    private record Sealed(
            UUID id,
            Channel channel,
            long amountSatang,
            People.Sealed payee,
            Optional<Channel> chosenChannel,
            Optional<People.Sealed> account) {

        /** An account of one channel means nothing on another. */
        Target target(Payee asked, Iterator<String> chosen) {
            String wanted = account.isPresent() ? chosen.next() : asked.account();
            Channel meant = chosenChannel.orElse(Channel.BANK_ACCOUNT);
            String named = channel == Channel.PROMPTPAY_NATIONAL_ID
                    ? asked.citizenId().digits()
                    : channel == meant ? wanted : "";
            return new Target(id, channel, asked.citizenId(), named, payee.person(), amountSatang);
        }
    }

    private static Sealed sealed(ResultSet row, int n) throws SQLException {
        var subject = new Pseudonym(row.getString("subject"));
        UUID choice = row.getObject("choice", UUID.class);
        return new Sealed(
                row.getObject("id", UUID.class),
                channel(row.getString("channel")),
                row.getLong("amount_satang"),
                new People.Sealed(
                        subject, row.getBytes("payee_sealed"), Payee.context(row.getObject("payout", UUID.class))),
                Optional.ofNullable(row.getString("chosen_channel")).map(InstructionStore::channel),
                choice == null
                        ? Optional.empty()
                        : Optional.of(new People.Sealed(
                                subject, row.getBytes("account_sealed"), PayeeChoices.context(choice))));
    }

    /**
     * What this participant was told under those ids, as far as it was; held until the transaction ends.
     *
     * @param file whose instructions they are; none for single ones
     */
    Map<UUID, Told> lockTold(ParticipantId participant, @Nullable UUID file, Collection<UUID> ids) {
        var told = new HashMap<UUID, Told>();
        jdbc.sql(
                        """
                        select i.id, i.outcome is not null as answered, i.wallet_id, i.reason_code, d.state = 'paid' as paid,
                            d.amount_satang
                        from disbursement_instruction i join disbursement d on d.id = i.disbursement
                        where i.id = any(:ids) and i.participant = :participant and i.state <> 'chosen' and i.verified
                            and (:file::uuid is null or i.file = :file)
                        order by i.id for no key update of i
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("participant", participant.value())
                .param("file", file, Types.OTHER)
                .query(row -> {
                    told.put(
                            row.getObject("id", UUID.class),
                            new Told(
                                    row.getBoolean("answered")
                                            ? new Answer(
                                                    row.getObject("wallet_id", UUID.class),
                                                    row.getString("reason_code"))
                                            : null,
                                    row.getBoolean("paid"),
                                    row.getLong("amount_satang")));
                });
        return told;
    }

    /**
     * What was told to a participant.
     *
     * @param answer none as long as it is out
     * @param paid whether the person has the money, by this instruction or another
     */
    record Told(@Nullable Answer answer, boolean paid, long amountSatang) {
        boolean isRefused() {
            return answer != null && !answer.isCredited();
        }
    }

    void keep(Map<UUID, Answer> answers) {
        jdbc.sql(
                        """
                        update disbursement_instruction i set state = 'answered', wallet_id = a.wallet,
                            reason_code = a.reason, answered_at = :now,
                            outcome = case when a.reason is null then 'credited' else 'refused' end
                        from unnest(:ids::uuid[], :wallets::uuid[], :reasons::text[]) a(id, wallet, reason)
                        where i.id = a.id
                        """)
                .param("ids", answers.keySet().toArray(UUID[]::new))
                .param(
                        "wallets",
                        answers.values().stream().map(Answer::walletId).toArray(UUID[]::new))
                .param(
                        "reasons",
                        answers.values().stream().map(Answer::reasonCode).toArray(String[]::new))
                .param("now", now())
                .update();
    }

    /** Nobody pays the person before people have settled it. */
    void hold(UUID instruction) {
        jdbc.sql(
                        """
                        update disbursement set state = 'held' where state = 'in-batch'
                            and id = (select disbursement from disbursement_instruction where id = ?)
                        """)
                .param(instruction)
                .update();
        jdbc.sql(
                        """
                        delete from disbursement_instruction where state = 'chosen'
                            and disbursement = (select disbursement from disbursement_instruction where id = ?)
                        """)
                .param(instruction)
                .update();
    }

    void markStated(Map<UUID, LocalDate> days) {
        jdbc.sql(
                        """
                        update disbursement_instruction i set stated_on = s.day
                        from unnest(:ids::uuid[], :days::text[]::date[]) s(id, day) where i.id = s.id
                        """)
                .param("ids", days.keySet().toArray(UUID[]::new))
                // As text: the driver knows no array of dates.
                .param("days", days.values().stream().map(LocalDate::toString).toArray(String[]::new))
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
                        where d.id = b.disbursement and b.outcome = 'credited' and d.state in ('in-batch', 'held')
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

    private static UUID[] ids(Collection<Instruction> instructions) {
        return instructions.stream().map(Instruction::id).toArray(UUID[]::new);
    }

    private static Channel channel(String code) {
        return Channel.find(code).orElseThrow();
    }

    private static Instruction read(ResultSet row, int n) throws SQLException {
        return new Instruction(
                row.getObject("id", UUID.class),
                row.getObject("request_id", UUID.class),
                new ProgrammeId(row.getString("programme")),
                new ParticipantId(row.getString("participant")),
                new ParticipantId(row.getString("committed_with")),
                channel(row.getString("channel")),
                MoneyForm.of(row.getString("money")),
                new Pseudonym(row.getString("subject")),
                row.getLong("amount_satang"),
                row.getString("district"),
                row.getObject("wallet_id", UUID.class),
                row.getString("reason_code"));
    }
}
