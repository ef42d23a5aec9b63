package org.namjai.platform.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.privacy.People;
import org.namjai.platform.privacy.Person;
import org.namjai.platform.programme.Programme.Unit;
import org.namjai.platform.request.RequestBatches.Waiting;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.namjai.platform.shared.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The requests' SQL. */
@Repository
class RequestStore {
    private static final String SELECT =
            "select id, client, programme, round, unit_key, participant, subject, state, district, amount_satang,"
                    + " reason_code, reason_th, reason_en, decided_by from request ";

    private final JdbcClient jdbc;
    private final SealedJson sealed;
    private final People people;
    private final Clock clock;

    RequestStore(JdbcClient jdbc, SealedJson sealed, People people, Clock clock) {
        this.jdbc = jdbc;
        this.sealed = sealed;
        this.people = people;
        this.clock = clock;
    }

    /** A request on its way into the table. */
    record NewRow(RequestId id, NewRequest request, Person person, String round, Unit unit, String unitKey) {}

    /** Gives those that were stored; of the others, the key is taken or the unit has a live request. */
    Set<RequestId> insert(List<NewRow> rows) {
        return Set.copyOf(jdbc.sql(
                        """
                        with stored as (
                            insert into request (id, client, key, programme, participant, subject, round, unit, unit_key,
                                personal_sealed, state, received_at, next_try_at)
                            select id, client, key, programme, participant, subject, round, unit, unit_key, personal,
                                'received', at, at
                            -- A microsecond apart: whoever came first is served first.
                            from (select *, :now + (place - 1) * interval '1 microsecond' as at
                                from unnest(:ids::uuid[], :clients::text[], :keys::text[], :programmes::text[],
                                    :participants::text[], :subjects::text[], :rounds::text[], :units::text[],
                                    :unitKeys::text[], :personals::bytea[])
                                    with ordinality n(id, client, key, programme, participant, subject, round, unit,
                                        unit_key, personal, place)) n
                            on conflict do nothing returning id, received_at
                        ), steps as (
                            insert into request_history (request_id, step, state, at)
                            select id, 1, 'received', received_at from stored
                        )
                        select id from stored
                        """)
                .param("ids", column(rows, UUID[]::new, row -> row.id().value()))
                .param("clients", column(rows, String[]::new, row -> row.request()
                        .client()))
                .param("keys", column(rows, String[]::new, row -> row.request().key()))
                .param("programmes", column(rows, String[]::new, row -> row.request()
                        .programme()
                        .value()))
                .param("participants", column(rows, String[]::new, row -> row.request()
                        .participant()
                        .value()))
                .param("subjects", column(rows, String[]::new, row -> row.person()
                        .pseudonym()
                        .value()))
                .param("rounds", column(rows, String[]::new, NewRow::round))
                .param("units", column(rows, String[]::new, row -> row.unit().code()))
                .param("unitKeys", column(rows, String[]::new, NewRow::unitKey))
                .param("personals", column(rows, byte[][]::new, this::sealed))
                .param("now", now())
                .query((row, n) -> new RequestId(row.getObject("id", UUID.class)))
                .list());
    }

    private byte[] sealed(NewRow row) {
        return sealed.seal(row.person(), personal(row.request()), personalContext(row.id()));
    }

    private static Personal personal(NewRequest request) {
        return new Personal(request.citizenId().digits(), request.account(), request.answers());
    }

    private static <R, V> @Nullable V[] column(
            List<R> rows, IntFunction<@Nullable V[]> array, Function<R, @Nullable V> value) {
        return rows.stream().map(value).toArray(array);
    }

    Optional<StoredRequest> ofKey(String client, String key) {
        return jdbc.sql(SELECT + "where client = ? and key = ?")
                .params(client, key)
                .query(RequestStore::read)
                .optional();
    }

    Optional<StoredRequest> find(RequestId id) {
        OpenRequest open = RequestBatch.open(id);
        return open != null ? Optional.of(open.stored()) : read(id);
    }

    private Optional<StoredRequest> read(RequestId id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id.value())
                .query(RequestStore::read)
                .optional();
    }

    StoredRequest get(RequestId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no request " + id));
    }

    List<StoredRequest> ofSubject(Pseudonym subject) {
        return jdbc.sql(SELECT + "where subject = ? order by received_at desc, id")
                .param(subject.value())
                .query(RequestStore::read)
                .list();
    }

    /** Of a round, in the order of ids: those whose entitlement stands. */
    List<StoredRequest> entitled(ProgrammeId programme, String round, UUID after, int limit) {
        return jdbc.sql(
                        SELECT
                                + """
                        where programme = ? and round = ? and id > ? and state in ('approved', 'disbursing', 'paid')
                        order by id limit ?
                        """)
                .params(programme.value(), round, after, limit)
                .query(RequestStore::read)
                .list();
    }

    boolean isAnyUndecided(ProgrammeId programme, String round) {
        return jdbc.sql(
                        """
                        select exists (select 1 from request
                            where programme = ? and round = ? and state in ('received', 'in-process', 'referred'))
                        """)
                .params(programme.value(), round)
                .query(Boolean.class)
                .single();
    }

    /** Whether the stored request says the same as the new one. */
    boolean holds(StoredRequest stored, NewRequest request) {
        return stored.programme().equals(request.programme())
                && stored.participant().equals(request.participant())
                && sealed.holds(
                        stored.subject(), personalSealed(stored.id()), personalContext(stored.id()), personal(request));
    }

    Personal personal(StoredRequest request) {
        RequestId id = request.id();
        Personal known = RequestBatch.personal(id);
        return known != null
                ? known
                : sealed.open(request.subject(), personalSealed(id), personalContext(id), Personal.class);
    }

    private byte[] personalSealed(RequestId id) {
        return jdbc.sql("select personal_sealed from request where id = ?")
                .param(id.value())
                .query((row, n) -> row.getBytes("personal_sealed"))
                .single();
    }

    /** What stands sealed in the requests of people who are not forgotten. */
    Map<RequestId, Personal> personal(List<OpenRequest> requests) {
        Map<Pseudonym, Person> persons = people.withKeys(
                requests.stream().map(request -> request.stored().subject()).toList());
        var personal = new HashMap<RequestId, Personal>();
        jdbc.sql("select id, subject, personal_sealed from request where id = any(?)")
                .param(column(
                        requests, UUID[]::new, request -> request.stored().id().value()))
                .query(row -> {
                    var id = new RequestId(row.getObject("id", UUID.class));
                    Person person = persons.get(new Pseudonym(row.getString("subject")));
                    if (person != null) {
                        personal.put(
                                id,
                                sealed.open(
                                        person, row.getBytes("personal_sealed"), personalContext(id), Personal.class));
                    }
                });
        return personal;
    }

    /** Oldest first; what another worker holds now is skipped. */
    List<Waiting> borrow(int limit, Duration time) {
        return jdbc.sql(
                        """
                        with next as (
                            select id, next_try_at, received_at from request where state = 'received' and next_try_at <= :now
                            order by next_try_at, received_at, id limit :limit for no key update skip locked
                        ), borrowed as (
                            update request r set next_try_at = :until from next where r.id = next.id
                            returning r.id, r.programme, r.round, next.next_try_at as turn, next.received_at
                        )
                        select id, programme, round from borrowed order by turn, received_at, id
                        """)
                .param("now", now())
                .param("until", now().plus(time))
                .param("limit", limit)
                .query((row, n) -> new Waiting(
                        new RequestId(row.getObject("id", UUID.class)),
                        new ProgrammeId(row.getString("programme")),
                        row.getString("round")))
                .list();
    }

    /** Pauses double from 5 seconds to ten minutes. */
    void postpone(Collection<RequestId> ids) {
        jdbc.sql(
                        """
                        update request set tries = tries + 1,
                            next_try_at = :now + least(interval '10 minutes', interval '5 seconds' * power(2, least(tries, 10)))
                        where id = any(:ids) and state = 'received'
                        """)
                .param("now", now())
                .param("ids", ids.stream().map(RequestId::value).toArray(UUID[]::new))
                .update();
    }

    /** Locks them, in one order, so that two who work on the same ones don't wait for each other. */
    List<OpenRequest> open(Collection<RequestId> ids) {
        return jdbc.sql(SELECT.replace(
                                "select ",
                                "select (select max(step) from request_history h where h.request_id ="
                                        + " request.id) as steps, ")
                        + "where id = any(?) order by id for no key update")
                .param(ids.stream().map(RequestId::value).toArray(UUID[]::new))
                .query((row, n) -> new OpenRequest(read(row, n), row.getInt("steps")))
                .list();
    }

    /** Those of them that stand in {@code from}. */
    void enterAll(Collection<RequestId> ids, RequestState from, RequestState to) {
        jdbc.sql(
                        """
                        with moved as (
                            update request set state = :to where id = any(:ids) and state = :from returning id)
                        insert into request_history (request_id, step, state, at)
                        select m.id, coalesce((select max(h.step) from request_history h where h.request_id = m.id), 0) + 1,
                            :to, :now
                        from moved m
                        """)
                .param("ids", values(ids))
                .param("from", from.code())
                .param("to", to.code())
                .param("now", now())
                .update();
    }

    boolean isAnyNot(Collection<RequestId> ids, RequestState state) {
        return jdbc.sql("select exists (select from request where id = any(:ids) and state <> :state)")
                .param("ids", values(ids))
                .param("state", state.code())
                .query(Boolean.class)
                .single();
    }

    void setReason(Collection<RequestId> ids, Reason reason) {
        jdbc.sql("update request set reason_code = :code, reason_th = :th, reason_en = :en where id = any(:ids)")
                .param("code", reason.code())
                .param("th", reason.th())
                .param("en", reason.en())
                .param("ids", values(ids))
                .update();
    }

    private static UUID[] values(Collection<RequestId> ids) {
        return ids.stream().map(RequestId::value).toArray(UUID[]::new);
    }

    /** Writes what became of them. */
    void write(List<OpenRequest> requests) {
        jdbc.sql(
                        """
                        update request r set state = n.state, amount_satang = n.amount, reason_code = n.code,
                            reason_th = n.th, reason_en = n.en, decided_by = n.by
                        from unnest(:ids::uuid[], :states::text[], :amounts::bigint[], :codes::text[], :ths::text[],
                            :ens::text[], :bys::text[]) n(id, state, amount, code, th, en, by)
                        where r.id = n.id
                        """)
                .param("ids", stored(requests, UUID[]::new, request -> request.id()
                        .value()))
                .param("states", stored(requests, String[]::new, request -> request.state()
                        .code()))
                .param("amounts", stored(requests, Long[]::new, StoredRequest::amountSatang))
                .param("codes", stored(requests, String[]::new, request -> reason(request, Reason::code)))
                .param("ths", stored(requests, String[]::new, request -> reason(request, Reason::th)))
                .param("ens", stored(requests, String[]::new, request -> reason(request, Reason::en)))
                .param("bys", stored(requests, String[]::new, StoredRequest::decidedBy))
                .update();
        writeSteps(requests.stream()
                .flatMap(request -> request.newSteps().stream()
                        .map(step -> new Taken(request.stored().id(), step)))
                .toList());
    }

    private record Taken(RequestId id, OpenRequest.NewStep step) {
        @Nullable
        String reasonCode() {
            Decision decision = step.decision();
            return decision == null ? null : decision.reason().code();
        }

        @Nullable
        String decidedBy() {
            Decision decision = step.decision();
            return decision == null ? null : decision.decidedBy();
        }
    }

    private void writeSteps(List<Taken> steps) {
        jdbc.sql(
                        """
                        insert into request_history (request_id, step, state, at, reason_code, decided_by)
                        select id, step, state, :now, code, by
                        from unnest(:ids::uuid[], :steps::int[], :states::text[], :codes::text[], :bys::text[])
                            n(id, step, state, code, by)
                        """)
                .param("ids", column(steps, UUID[]::new, taken -> taken.id().value()))
                .param("steps", column(steps, Integer[]::new, taken -> taken.step()
                        .number()))
                .param("states", column(steps, String[]::new, taken -> taken.step()
                        .state()
                        .code()))
                .param("codes", column(steps, String[]::new, Taken::reasonCode))
                .param("bys", column(steps, String[]::new, Taken::decidedBy))
                .param("now", now())
                .update();
    }

    private static <V> @Nullable V[] stored(
            List<OpenRequest> requests, IntFunction<@Nullable V[]> array, Function<StoredRequest, @Nullable V> value) {
        return column(requests, array, request -> value.apply(request.stored()));
    }

    private static @Nullable String reason(StoredRequest request, Function<Reason, String> part) {
        Reason reason = request.reason();
        return reason == null ? null : part.apply(reason);
    }

    RequestView view(StoredRequest request) {
        List<RequestView.Step> history = jdbc.sql(
                        "select state, at from request_history where request_id = ? order by step")
                .param(request.id().value())
                .query((row, n) -> new RequestView.Step(
                        RequestState.of(row.getString("state")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        return new RequestView(
                request.id(),
                request.programme(),
                request.participant(),
                request.state(),
                request.reason() == null ? List.of() : List.of(request.reason()),
                request.amountSatang(),
                history);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static String personalContext(RequestId id) {
        return "request/" + id;
    }

    private static StoredRequest read(ResultSet row, int n) throws SQLException {
        String code = row.getString("reason_code");
        return new StoredRequest(
                new RequestId(row.getObject("id", UUID.class)),
                row.getString("client"),
                new ProgrammeId(row.getString("programme")),
                row.getString("round"),
                row.getString("unit_key"),
                new ParticipantId(row.getString("participant")),
                new Pseudonym(row.getString("subject")),
                RequestState.of(row.getString("state")),
                row.getString("district"),
                row.getObject("amount_satang", Long.class),
                code == null ? null : new Reason(code, row.getString("reason_th"), row.getString("reason_en")),
                row.getString("decided_by"));
    }
}
