package org.namjai.platform.programme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The catalogue of programmes. */
@Service
public class Programmes {
    private final JdbcClient jdbc;
    private final Books books;

    Programmes(JdbcClient jdbc, Books books) {
        this.jdbc = jdbc;
        this.books = books;
    }

    public Optional<Programme> find(ProgrammeId id) {
        return jdbc.sql("select * from programme where id = ?")
                .param(id.value())
                .query(Programmes::read)
                .optional();
    }

    public List<Programme> all() {
        return jdbc.sql("select * from programme order by id")
                .query(Programmes::read)
                .list();
    }

    /** Adds a deployed programme as a draft and opens its accounts; a later deployment renews names and version. */
    @Transactional
    public void register(ProgrammeId id, String nameTh, String nameEn, String version) {
        jdbc.sql(
                        """
                        insert into programme (id, name_th, name_en, version, state)
                        values (:id, :nameTh, :nameEn, :version, 'draft')
                        on conflict (id) do update set name_th = excluded.name_th, name_en = excluded.name_en,
                            version = excluded.version
                        """)
                .param("id", id.value())
                .param("nameTh", nameTh)
                .param("nameEn", nameEn)
                .param("version", version)
                .update();
        books.open(AccountRef.appropriation(id));
        books.open(AccountRef.budget(id));
    }

    /** Lets the programme take requests. Repeat-safe; false when there is no such programme. */
    public boolean publish(ProgrammeId id) {
        return jdbc.sql("update programme set state = 'published' where id = ?")
                        .param(id.value())
                        .update()
                == 1;
    }

    /** Sets when the programme's money can be spent; false when there is no such programme. */
    public boolean setWindow(ProgrammeId id, Programme.Window window) {
        return jdbc.sql("update programme set opens_at = :opensAt, closes_at = :closesAt where id = :id")
                        .param("id", id.value())
                        .param("opensAt", window.opensAt().atOffset(ZoneOffset.UTC))
                        .param("closesAt", window.closesAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /**
     * Gives the programme money.
     *
     * @param key the caller's own, unique for this programme; the same again gives nothing more
     */
    public Posting appropriate(ProgrammeId id, long amountSatang, String key) {
        return books.post(List.of(TransferOrder.of(
                "appropriate/" + id + "/" + key,
                TransferKind.APPROPRIATE,
                AccountRef.appropriation(id),
                AccountRef.budget(id),
                amountSatang)));
    }

    private static Programme read(ResultSet row, int number) throws SQLException {
        return new Programme(
                new ProgrammeId(row.getString("id")),
                row.getString("name_th"),
                row.getString("name_en"),
                row.getString("version"),
                Programme.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                window(row));
    }

    private static Programme.@Nullable Window window(ResultSet row) throws SQLException {
        var opensAt = row.getObject("opens_at", OffsetDateTime.class);
        var closesAt = row.getObject("closes_at", OffsetDateTime.class);
        return opensAt == null ? null : new Programme.Window(opensAt.toInstant(), closesAt.toInstant());
    }
}
