package org.namjai.platform.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.registry.Registry;
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
            "select id, client, programme, participant, subject, state, district, amount_satang, reason_code, reason_th,"
                    + " reason_en from request ";

    private final JdbcClient jdbc;
    private final SealedJson sealed;
    private final Clock clock;

    RequestStore(JdbcClient jdbc, SealedJson sealed, Clock clock) {
        this.jdbc = jdbc;
        this.sealed = sealed;
        this.clock = clock;
    }

    /** False when the key is taken or the person has a live request. */
    boolean insert(RequestId id, NewRequest request, Pseudonym subject) {
        var personal = new Personal(request.citizenId().digits(), request.account(), request.answers());
        int inserted = jdbc.sql(
                        """
                        insert into request (id, client, key, programme, participant, subject, personal_sealed, state,
                            received_at, next_try_at)
                        values (:id, :client, :key, :programme, :participant, :subject, :personal, 'received', :now, :now)
                        on conflict do nothing
                        """)
                .param("id", id.value())
                .param("client", request.client())
                .param("key", request.key())
                .param("programme", request.programme().value())
                .param("participant", request.participant().value())
                .param("subject", subject.value())
                .param("personal", sealed.seal(subject, personal, personalContext(id)))
                .param("now", now())
                .update();
        if (inserted == 1) {
            addStep(id, RequestState.RECEIVED);
        }
        return inserted == 1;
    }

    Optional<StoredRequest> ofKey(String client, String key) {
        return jdbc.sql(SELECT + "where client = ? and key = ?")
                .params(client, key)
                .query(RequestStore::read)
                .optional();
    }

    Optional<StoredRequest> find(RequestId id) {
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

    /** Whether the stored request says the same as the new one. */
    boolean holds(StoredRequest stored, NewRequest request) {
        return stored.programme().equals(request.programme())
                && stored.participant().equals(request.participant())
                && personal(stored)
                        .equals(new Personal(request.citizenId().digits(), request.account(), request.answers()));
    }

    Personal personal(StoredRequest request) {
        RequestId id = request.id();
        byte[] bytes = jdbc.sql("select personal_sealed from request where id = ?")
                .param(id.value())
                .query((row, n) -> row.getBytes("personal_sealed"))
                .single();
        return sealed.open(request.subject(), bytes, personalContext(id), Personal.class);
    }

    List<RequestId> lockReceived(int limit) {
        return jdbc.sql(
                        """
                        select id from request where state = 'received' and next_try_at <= :now
                        order by next_try_at, id limit :limit for no key update skip locked
                        """)
                .param("now", now())
                .param("limit", limit)
                .query((row, n) -> new RequestId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Pauses double from 5 seconds to ten minutes. */
    void postpone(RequestId id) {
        jdbc.sql(
                        """
                        update request set tries = tries + 1,
                            next_try_at = :now + least(interval '10 minutes', interval '5 seconds' * power(2, least(tries, 10)))
                        where id = :id and state = 'received'
                        """)
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    RequestState lockState(RequestId id) {
        return jdbc.sql("select state from request where id = ? for no key update")
                .param(id.value())
                .query((row, n) -> RequestState.of(row.getString("state")))
                .optional()
                .orElseThrow(() -> new IllegalStateException("no request " + id));
    }

    /** The caller holds the row's lock. */
    void enter(RequestId id, RequestState state) {
        jdbc.sql("update request set state = ? where id = ?")
                .params(state.code(), id.value())
                .update();
        addStep(id, state);
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

    void setDecision(RequestId id, Decision decision) {
        jdbc.sql("update request set amount_satang = ?, decided_by = ? where id = ?")
                .params(decision.amountSatang(), decision.decidedBy(), id.value())
                .update();
        setReason(id, decision.reason());
        jdbc.sql(
                        """
                        update request_history set reason_code = :reason, decided_by = :by where request_id = :id
                            and step = (select max(step) from request_history where request_id = :id)
                        """)
                .param("reason", decision.reason().code())
                .param("by", decision.decidedBy())
                .param("id", id.value())
                .update();
    }

    void setReason(RequestId id, Reason reason) {
        jdbc.sql("update request set reason_code = ?, reason_th = ?, reason_en = ? where id = ?")
                .params(reason.code(), reason.th(), reason.en(), id.value())
                .update();
    }

    /** Looked up again, the newer answers replace the older ones: the decision is made on them. */
    void keepEvidence(RequestId id, Map<Registry, JsonNode> answers, @Nullable String district) {
        Pseudonym subject = get(id).subject();
        answers.forEach((registry, answer) -> jdbc.sql(
                        """
                        insert into request_evidence (request_id, registry, answer_sealed, looked_up_at)
                        values (:id, :registry, :answer, :now)
                        on conflict (request_id, registry)
                            do update set answer_sealed = excluded.answer_sealed, looked_up_at = excluded.looked_up_at
                        """)
                .param("id", id.value())
                .param("registry", registry.code())
                .param("answer", sealed.seal(subject, answer, "request_evidence/" + id + "/" + registry.code()))
                .param("now", now())
                .update());
        jdbc.sql("update request set district = :district where id = :id")
                .param("district", district, Types.VARCHAR)
                .param("id", id.value())
                .update();
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

    private void addStep(RequestId id, RequestState state) {
        jdbc.sql(
                        """
                        insert into request_history (request_id, step, state, at)
                        select :id, coalesce(max(step), 0) + 1, :state, :now from request_history where request_id = :id
                        """)
                .param("id", id.value())
                .param("state", state.code())
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String personalContext(RequestId id) {
        return "request/" + id;
    }

    private static StoredRequest read(ResultSet row, int n) throws SQLException {
        String code = row.getString("reason_code");
        return new StoredRequest(
                new RequestId(row.getObject("id", UUID.class)),
                row.getString("client"),
                new ProgrammeId(row.getString("programme")),
                new ParticipantId(row.getString("participant")),
                new Pseudonym(row.getString("subject")),
                RequestState.of(row.getString("state")),
                row.getString("district"),
                row.getObject("amount_satang", Long.class),
                code == null ? null : new Reason(code, row.getString("reason_th"), row.getString("reason_en")));
    }
}
