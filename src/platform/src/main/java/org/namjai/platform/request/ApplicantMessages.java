package org.namjai.platform.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.namjai.platform.privacy.ForgottenException;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a programme tells the applicant on the way. */
@Service
public class ApplicantMessages {
    private final JdbcClient jdbc;
    private final RequestStore store;
    private final SealedJson sealed;
    private final Clock clock;

    ApplicantMessages(JdbcClient jdbc, RequestStore store, SealedJson sealed, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.sealed = sealed;
        this.clock = clock;
    }

    /** Told at that time. */
    public record Message(Instant at, String th, String en) {}

    /** As it is sealed. */
    private record Text(String th, String en) {}

    private record Kept(People.Sealed text, Instant at) {
        static Kept of(ResultSet row, RequestId id) throws SQLException {
            return new Kept(
                    new People.Sealed(
                            new Pseudonym(row.getString("subject")), row.getBytes("text_sealed"), context(id)),
                    row.getObject("at", OffsetDateTime.class).toInstant());
        }
    }

    /** Adds a message, in the caller's transaction: what is undone was never said. */
    @Transactional
    public void tell(RequestId id, String th, String en) {
        jdbc.sql(
                        """
                        insert into request_message (request_id, number, text_sealed, at)
                        select :id, coalesce(max(number), 0) + 1, :text, :now from request_message where request_id = :id
                        """)
                .param("id", id.value())
                .param("text", sealed.seal(store.get(id).subject(), new Text(th, en), context(id)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Oldest first; none any more when the person was forgotten. */
    public List<Message> of(RequestId id) {
        List<Kept> kept = jdbc.sql(
                        """
                        select m.text_sealed, m.at, r.subject from request_message m join request r on r.id = m.request_id
                        where m.request_id = ? order by m.number
                        """)
                .param(id.value())
                .query((row, n) -> Kept.of(row, id))
                .list();
        try {
            List<Text> texts = sealed.openAll(kept.stream().map(Kept::text).toList(), Text.class);
            return IntStream.range(0, kept.size())
                    .mapToObj(i -> new Message(
                            kept.get(i).at(), texts.get(i).th(), texts.get(i).en()))
                    .toList();
        } catch (ForgottenException e) {
            return List.of();
        }
    }

    private static String context(RequestId id) {
        return "request_message/" + id;
    }
}
