package org.namjai.platform.programme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The catalogue's SQL. */
@Repository
class ProgrammeStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    ProgrammeStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Programme> find(ProgrammeId id) {
        return jdbc.sql("select * from programme where id = ?")
                .param(id.value())
                .query(ProgrammeStore::programme)
                .optional();
    }

    List<Programme> all() {
        return jdbc.sql("select * from programme order by id")
                .query(ProgrammeStore::programme)
                .list();
    }

    /** Of two decisions about one programme, the second waits here. */
    Optional<Programme> lock(ProgrammeId id) {
        return jdbc.sql("select * from programme where id = ? for update")
                .param(id.value())
                .query(ProgrammeStore::programme)
                .optional();
    }

    /** A programme that was never published shows its newest draft; one that was changes nothing. */
    void addDraft(NewVersion version) {
        jdbc.sql(
                        """
                        insert into programme (id, name_th, name_en, version, unit, state)
                        values (:id, :nameTh, :nameEn, :version, :unit, 'draft')
                        on conflict (id) do update set name_th = excluded.name_th, name_en = excluded.name_en,
                            version = excluded.version, unit = excluded.unit
                        where programme.state = 'draft'
                        """)
                .param("id", version.programme().value())
                .param("nameTh", version.nameTh())
                .param("nameEn", version.nameEn())
                .param("version", version.tag())
                .param("unit", code(version.unit()))
                .update();
    }

    void addVersion(NewVersion version) {
        jdbc.sql(
                        """
                        insert into programme_version (definition_id, programme, deployment_id, tag, name_th, name_en,
                            unit, state, deployed_by, deployed_at, warnings)
                        values (:definition, :programme, :deployment, :tag, :nameTh, :nameEn, :unit, 'draft', :by, :now,
                            :warnings)
                        """)
                .param("definition", version.definitionId())
                .param("programme", version.programme().value())
                .param("deployment", version.deploymentId())
                .param("tag", version.tag())
                .param("nameTh", version.nameTh())
                .param("nameEn", version.nameEn())
                .param("unit", code(version.unit()))
                .param("by", version.deployedBy())
                .param("now", now())
                .param("warnings", version.warnings().toArray(String[]::new))
                .update();
    }

    List<ProgrammeVersion> versions(ProgrammeId id) {
        return jdbc.sql("select * from programme_version where programme = ? order by number desc")
                .param(id.value())
                .query(ProgrammeStore::version)
                .list();
    }

    Optional<ProgrammeVersion> version(ProgrammeId id, String definitionId) {
        return jdbc.sql("select * from programme_version where programme = ? and definition_id = ?")
                .params(id.value(), definitionId)
                .query(ProgrammeStore::version)
                .optional();
    }

    Optional<String> publishedDeployment(ProgrammeId id) {
        return jdbc.sql("select deployment_id from programme_version where programme = ? and state = 'published'")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    void addTopUp(ProgrammeId id, String round, String fromRound) {
        jdbc.sql("insert into programme_top_up (programme, round, from_round) values (?, ?, ?) on conflict do nothing")
                .params(id.value(), round, fromRound)
                .update();
    }

    /** The version becomes the one that new requests use; a window that the proposal leaves out stays. */
    void publish(ProgrammeVersion version, NewProposal terms) {
        jdbc.sql("update programme_version set state = 'superseded' where programme = ? and state = 'published'")
                .param(version.programme().value())
                .update();
        jdbc.sql("update programme_version set state = 'published' where definition_id = ?")
                .param(version.definitionId())
                .update();
        jdbc.sql(
                        """
                        update programme set state = 'published', name_th = :nameTh, name_en = :nameEn,
                            version = :version, unit = :unit, definition_id = :definition, round = :round,
                            requests_open_at = :opensAt, requests_close_at = :closesAt
                        where id = :id
                        """)
                .param("id", version.programme().value())
                .param("nameTh", version.nameTh())
                .param("nameEn", version.nameEn())
                .param("version", version.tag())
                .param("unit", code(version.unit()))
                .param("definition", version.definitionId())
                .param("round", terms.round())
                .param("opensAt", opensAt(terms.requests()))
                .param("closesAt", closesAt(terms.requests()))
                .update();
    }

    void setRequestWindow(ProgrammeId id, Programme.Window window) {
        jdbc.sql("update programme set requests_open_at = :opensAt, requests_close_at = :closesAt where id = :id")
                .param("id", id.value())
                .param("opensAt", opensAt(window))
                .param("closesAt", closesAt(window))
                .update();
    }

    void setSpendingWindow(ProgrammeId id, Programme.Window window) {
        jdbc.sql("update programme set spending_opens_at = :opensAt, spending_closes_at = :closesAt where id = :id")
                .param("id", id.value())
                .param("opensAt", opensAt(window))
                .param("closesAt", closesAt(window))
                .update();
    }

    void close(ProgrammeId id) {
        jdbc.sql("update programme set state = 'closed' where id = ?")
                .param(id.value())
                .update();
    }

    void addAct(ProgrammeId id, String act, String subject, String by) {
        jdbc.sql("insert into programme_act (programme, act, subject, by_whom, at) values (?, ?, ?, ?, ?)")
                .params(id.value(), act, subject, by, now())
                .update();
    }

    List<ProgrammeAct> acts(ProgrammeId id) {
        return jdbc.sql("select * from programme_act where programme = ? order by number desc")
                .param(id.value())
                .query((row, number) -> new ProgrammeAct(
                        row.getString("act"),
                        row.getString("subject"),
                        row.getString("by_whom"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Programme programme(ResultSet row, int number) throws SQLException {
        return new Programme(
                new ProgrammeId(row.getString("id")),
                row.getString("name_th"),
                row.getString("name_en"),
                row.getString("version"),
                Programme.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                unit(row),
                row.getString("definition_id"),
                Objects.requireNonNullElse(row.getString("round"), ""),
                window(row, "requests_open_at", "requests_close_at"),
                window(row, "spending_opens_at", "spending_closes_at"));
    }

    private static ProgrammeVersion version(ResultSet row, int number) throws SQLException {
        return new ProgrammeVersion(
                new ProgrammeId(row.getString("programme")),
                row.getString("definition_id"),
                row.getString("deployment_id"),
                row.getString("tag"),
                row.getString("name_th"),
                row.getString("name_en"),
                unit(row),
                ProgrammeVersion.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("deployed_by"),
                row.getObject("deployed_at", OffsetDateTime.class).toInstant(),
                List.of((String[]) row.getArray("warnings").getArray()));
    }

    private static Programme.Unit unit(ResultSet row) throws SQLException {
        return Programme.Unit.valueOf(row.getString("unit").toUpperCase(Locale.ROOT));
    }

    static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable OffsetDateTime opensAt(Programme.@Nullable Window window) {
        return window == null ? null : window.opensAt().atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime closesAt(Programme.@Nullable Window window) {
        return window == null ? null : window.closesAt().atOffset(ZoneOffset.UTC);
    }

    static Programme.@Nullable Window window(ResultSet row, String opens, String closes) throws SQLException {
        Instant opensAt = moment(row, opens);
        Instant closesAt = moment(row, closes);
        return opensAt == null || closesAt == null ? null : new Programme.Window(opensAt, closesAt);
    }

    static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
