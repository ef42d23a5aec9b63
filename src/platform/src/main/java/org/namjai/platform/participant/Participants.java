package org.namjai.platform.participant;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The register of participants. */
@Service
public class Participants {
    private final JdbcClient jdbc;

    Participants(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
        jdbc.sql(
                        """
                        insert into participant (id, name_th, name_en, x500_name, base_url, ledger_public_keyset, state)
                        values (:id, :nameTh, :nameEn, :x500Name, :baseUrl, :keyset, :state)
                        on conflict (id) do update set name_th = excluded.name_th, name_en = excluded.name_en,
                            x500_name = excluded.x500_name, base_url = excluded.base_url,
                            ledger_public_keyset = excluded.ledger_public_keyset, state = excluded.state
                        """)
                .param("id", participant.id().value())
                .param("nameTh", participant.nameTh())
                .param("nameEn", participant.nameEn())
                .param("x500Name", participant.x500Name())
                .param("baseUrl", participant.baseUrl().toString())
                .param("keyset", participant.ledgerPublicKeyset())
                .param("state", participant.state().name().toLowerCase(Locale.ROOT))
                .update();
    }

    private static Participant read(ResultSet row, int number) throws SQLException {
        return new Participant(
                new ParticipantId(row.getString("id")),
                row.getString("name_th"),
                row.getString("name_en"),
                row.getString("x500_name"),
                URI.create(row.getString("base_url")),
                row.getString("ledger_public_keyset"),
                Participant.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }
}
