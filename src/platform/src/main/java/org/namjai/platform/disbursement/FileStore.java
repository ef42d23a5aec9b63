package org.namjai.platform.disbursement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of instruction files; what stands in one is made of its instructions each time it is sent. */
@Repository
class FileStore {
    private static final String SELECT =
            """
            select f.id, b.programme, f.participant, f.channel, f.money, f.made_at from disbursement_file f
            join disbursement_batch b on b.id = f.batch
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    FileStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A file that the participant has not taken, or not answered. */
    record Unsent(UUID id, ProgrammeId programme, ParticipantId participant, MoneyForm money, Instant madeAt) {}

    UUID open(BatchId batch, ParticipantId participant, Channel channel, MoneyForm money) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into disbursement_file (id, batch, participant, channel, money, made_at)
                        values (:id, :batch, :participant, :channel, :money, :now)
                        """)
                .param("id", id)
                .param("batch", batch.value())
                .param("participant", participant.value())
                .param("channel", channel.code())
                .param("money", money.code())
                // Written into the file, which is the same whenever it is made again.
                .param("now", clock.instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    List<Unsent> unsent(BatchId batch) {
        return jdbc.sql(SELECT + "where f.batch = ? and f.sent_at is null order by f.made_at, f.id")
                .param(batch.value())
                .query(FileStore::read)
                .list();
    }

    List<Unsent> unanswered(BatchId batch) {
        return jdbc.sql(
                        SELECT
                                + """
                                where f.batch = ? and exists (select from disbursement_instruction i
                                    where i.file = f.id and i.state = 'instructed')
                                order by f.made_at, f.id
                                """)
                .param(batch.value())
                .query(FileStore::read)
                .list();
    }

    void markSent(UUID id, Instant at) {
        jdbc.sql("update disbursement_file set sent_at = ? where id = ?")
                .params(at.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    /** The file by its message id, if it was made for this participant. */
    Optional<UUID> find(String messageId, ParticipantId participant) {
        return id(messageId).flatMap(id -> jdbc.sql("select id from disbursement_file where id = ? and participant = ?")
                .params(id, participant.value())
                .query(UUID.class)
                .optional());
    }

    /** 32 hexadecimal digits: a UUID with its hyphens is longer than ISO 20022's ids. */
    static String messageId(UUID file) {
        return HexFormat.of().toHexDigits(file.getMostSignificantBits())
                + HexFormat.of().toHexDigits(file.getLeastSignificantBits());
    }

    private static Optional<UUID> id(String messageId) {
        return messageId.matches("[0-9a-f]{32}")
                ? Optional.of(new UUID(
                        HexFormat.fromHexDigitsToLong(messageId, 0, 16),
                        HexFormat.fromHexDigitsToLong(messageId, 16, 32)))
                : Optional.empty();
    }

    private static Unsent read(ResultSet row, int n) throws SQLException {
        return new Unsent(
                row.getObject("id", UUID.class),
                new ProgrammeId(row.getString("programme")),
                new ParticipantId(row.getString("participant")),
                MoneyForm.of(row.getString("money")),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }
}
