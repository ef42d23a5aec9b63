package org.namjai.platform.disbursement;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Where people want their money to go. A choice counts only when the participant has said that the account is there, open
 * and the person's own. A change cools down: whoever has stolen somebody's login can't have the next payment at once, and
 * until then money goes to the choice before. Choices are only ever added, so the rows are the audit.
 */
@Service
public class PayeeChoices {
    private final JdbcClient jdbc;
    private final People people;
    private final Participants participants;
    private final ParticipantGateway gateway;
    private final Clock clock;
    private final Duration coolDown;

    PayeeChoices(
            JdbcClient jdbc,
            People people,
            Participants participants,
            ParticipantGateway gateway,
            Clock clock,
            @Value("${namjai.disbursement.cool-down:P3D}") Duration coolDown) {
        this.jdbc = jdbc;
        this.people = people;
        this.participants = participants;
        this.gateway = gateway;
        this.clock = clock;
        this.coolDown = coolDown;
    }

    /** What came of choosing. */
    public enum Chosen {
        CHOSEN,
        /** The participant is not live or does not serve the channel. */
        NOT_SERVED,
        NO_SUCH_ACCOUNT,
        NOT_OPEN,
        /** The account is somebody else's. */
        NAME_MISMATCH
    }

    /**
     * A choice as its person may see it.
     *
     * @param effectiveFrom from when money goes there
     */
    public record Choice(ParticipantId participant, Channel channel, String accountEnd, Instant effectiveFrom) {}

    /**
     * Asks the participant first; throws when it can't be reached.
     *
     * @param through the client through which the person chose
     */
    public Chosen choose(
            CitizenId citizen, ParticipantId participant, Channel channel, String account, String through) {
        Optional<Participant> serving = participants.find(participant).filter(found -> found.serves(channel));
        if (serving.isEmpty()) {
            return Chosen.NOT_SERVED;
        }
        Chosen verified = verify(serving.get().baseUrl(), citizen, channel, account);
        if (verified == Chosen.CHOSEN) {
            keep(people.enter(citizen), participant, channel, account, through);
        }
        return verified;
    }

    private Chosen verify(URI baseUrl, CitizenId citizen, Channel channel, String account) {
        var known = gateway.verify(
                baseUrl, new ParticipantGateway.Question(citizen.digits(), channel.code(), account, null));
        if (!known.exists()) {
            return Chosen.NO_SUCH_ACCOUNT;
        }
        if (!known.open()) {
            return Chosen.NOT_OPEN;
        }
        return known.nameMatches() ? Chosen.CHOSEN : Chosen.NAME_MISMATCH;
    }

    private void keep(Pseudonym subject, ParticipantId participant, Channel channel, String account, String through) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        insert into payee_choice (id, subject, participant, channel, account_sealed, chosen_through,
                            chosen_at, effective_from)
                        values (:id, :subject, :participant, :channel, :account, :through, :now, :from)
                        """)
                .param("id", id)
                .param("subject", subject.value())
                .param("participant", participant.value())
                .param("channel", channel.code())
                .param("account", people.seal(subject, account, context(id)))
                .param("through", through)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("from", effectiveFrom(subject, now).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The first choice of somebody for whom nothing waits to be paid is no change, and counts at once. */
    private Instant effectiveFrom(Pseudonym subject, Instant now) {
        boolean change = jdbc.sql(
                        """
                        select exists (select from payee_choice where subject = :subject)
                            or exists (select from disbursement where subject = :subject)
                        """)
                .param("subject", subject.value())
                .query(Boolean.class)
                .single();
        return change ? now.plus(coolDown) : now;
    }

    /** The newest first; none when the person never chose, or is not known. */
    public List<Choice> of(CitizenId citizen) {
        return people.find(citizen).stream()
                .flatMap(subject -> jdbc
                        .sql(
                                """
                                select id, subject, participant, channel, account_sealed, effective_from from payee_choice
                                where subject = ? order by chosen_at desc limit 20
                                """)
                        .param(subject.value())
                        .query(this::read)
                        .list()
                        .stream())
                .toList();
    }

    private Choice read(ResultSet row, int n) throws SQLException {
        String account = people.open(
                new Pseudonym(row.getString("subject")),
                row.getBytes("account_sealed"),
                context(row.getObject("id", UUID.class)));
        return new Choice(
                new ParticipantId(row.getString("participant")),
                Channel.find(row.getString("channel")).orElseThrow(),
                account.substring(Math.max(0, account.length() - 4)),
                row.getObject("effective_from", OffsetDateTime.class).toInstant());
    }

    static String context(UUID choice) {
        return "payee_choice/" + choice;
    }
}
