package org.namjai.platform.participant;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The register of participants. */
@Service
public class Participants {
    private final JdbcClient jdbc;
    private final Clock clock;

    Participants(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<Participant> find(ParticipantId id) {
        return jdbc.sql("select * from participant where id = ?")
                .param(id.value())
                .query(Participants::read)
                .optional();
    }

    /** Those that take new people now, by id. */
    public List<Participant> live() {
        return jdbc.sql("select * from participant where state = 'live' order by id")
                .query(Participants::read)
                .list();
    }

    public List<Participant> all() {
        return jdbc.sql("select * from participant order by id")
                .query(Participants::read)
                .list();
    }

    /** Adds the participant, or replaces what is known of it. */
    public void register(Participant participant) {
        Participant.Terms terms = participant.terms();
        jdbc.sql(
                        """
                        insert into participant (id, name_th, name_en, x500_name, base_url, ledger_public_keyset, state,
                            legal_name, capabilities, payments_per_day, payments_per_second)
                        values (:id, :nameTh, :nameEn, :x500Name, :baseUrl, :keyset, :state, :legalName, :capabilities,
                            :perDay, :perSecond)
                        on conflict (id) do update set name_th = excluded.name_th, name_en = excluded.name_en,
                            x500_name = excluded.x500_name, base_url = excluded.base_url,
                            ledger_public_keyset = excluded.ledger_public_keyset, state = excluded.state,
                            legal_name = excluded.legal_name, capabilities = excluded.capabilities,
                            payments_per_day = excluded.payments_per_day,
                            payments_per_second = excluded.payments_per_second
                        """)
                .param("id", participant.id().value())
                .param("nameTh", participant.nameTh())
                .param("nameEn", participant.nameEn())
                .param("x500Name", participant.x500Name())
                .param("baseUrl", participant.baseUrl().toString())
                .param("keyset", participant.ledgerPublicKeyset())
                .param("state", participant.state().code())
                .param("legalName", terms.legalName())
                .param(
                        "capabilities",
                        terms.capabilities().stream()
                                .map(Channel::code)
                                .sorted()
                                .toArray(String[]::new))
                .param("perDay", terms.paymentsPerDay(), Types.BIGINT)
                .param("perSecond", terms.paymentsPerSecond(), Types.INTEGER)
                .update();
    }

    /** What came of asking for another state. */
    public enum Move {
        MOVED,
        NOT_ALLOWED,
        UNKNOWN
    }

    /** Moves it on, and keeps who decided so; to be where it should be already is fine. */
    @Transactional
    public Move move(ParticipantId id, Participant.State to, String decidedBy) {
        Optional<Participant.State> now = jdbc.sql("select state from participant where id = ? for no key update")
                .param(id.value())
                .query((row, n) -> state(row.getString("state")))
                .optional();
        if (now.isEmpty()) {
            return Move.UNKNOWN;
        }
        if (now.get() == to) {
            return Move.MOVED;
        }
        if (!now.get().mayBecome(to)) {
            return Move.NOT_ALLOWED;
        }
        jdbc.sql("update participant set state = ? where id = ?")
                .params(to.code(), id.value())
                .update();
        jdbc.sql("insert into participant_step (participant, state, decided_by, at) values (?, ?, ?, ?)")
                .params(id.value(), to.code(), decidedBy, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        return Move.MOVED;
    }

    private static Participant read(ResultSet row, int number) throws SQLException {
        return new Participant(
                new ParticipantId(row.getString("id")),
                row.getString("name_th"),
                row.getString("name_en"),
                row.getString("x500_name"),
                URI.create(row.getString("base_url")),
                row.getString("ledger_public_keyset"),
                state(row.getString("state")),
                new Participant.Terms(
                        row.getString("legal_name"),
                        Arrays.stream((String[]) row.getArray("capabilities").getArray())
                                .flatMap(code -> Channel.find(code).stream())
                                .collect(Collectors.toSet()),
                        row.getObject("payments_per_day", Long.class),
                        row.getObject("payments_per_second", Integer.class)));
    }

    private static Participant.State state(String code) {
        return Participant.State.valueOf(code.toUpperCase(Locale.ROOT));
    }
}
