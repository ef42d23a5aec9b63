package org.namjai.platform.request;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.CaseWorker;
import org.namjai.platform.shared.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Requests that wait for a person's decision: who may look into them and decide, and who did. */
@Service
public class Cases {
    private static final Set<RequestState> OPEN = EnumSet.of(RequestState.REFERRED, RequestState.APPEALED);
    private static final Reason OWN = new Reason(
            "own-case",
            "คุณเป็นผู้ขอในเรื่องนี้ จึงพิจารณาเองไม่ได้",
            "You are the applicant of this case, so you cannot decide it.");
    private static final Reason DECIDED_BEFORE = new Reason(
            "decided-before",
            "คุณเคยตัดสินเรื่องนี้แล้ว อุทธรณ์ต้องให้ผู้อื่นพิจารณา",
            "You have decided this case before; the appeal is somebody else's to decide.");
    private static final Reason CLOSED = new Reason(
            "case-closed", "เรื่องนี้ไม่ได้รอการพิจารณาแล้ว", "This case does not wait for a decision any more.");

    private final RequestStore store;
    private final People people;
    private final JdbcClient jdbc;
    private final Clock clock;

    Cases(RequestStore store, People people, JdbcClient jdbc, Clock clock) {
        this.store = store;
        this.people = people;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Where the applicant is registered, if the registries could tell. */
    public Optional<String> provinceOf(RequestId id) {
        return jdbc.sql("select left(district, 2) from request where id = ? and district is not null")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    /** Why this one may not decide the case; none when nothing stands against it. */
    public Optional<Reason> barrier(RequestId id, CaseWorker worker) {
        StoredRequest request = store.get(id);
        if (!OPEN.contains(request.state())) return Optional.of(CLOSED);
        if (isApplicant(request, worker)) return Optional.of(OWN);
        boolean before = request.state() == RequestState.APPEALED && hasDecided(id, worker.name());
        return before ? Optional.of(DECIDED_BEFORE) : Optional.empty();
    }

    private boolean hasDecided(RequestId id, String worker) {
        return jdbc.sql("select exists (select from case_audit where request_id = ? and what = 'decided' and who = ?)")
                .params(id.value(), worker)
                .query(Boolean.class)
                .single();
    }

    private boolean isApplicant(StoredRequest request, CaseWorker worker) {
        return worker.citizenId() != null
                && people.find(worker.citizenId())
                        .filter(request.subject()::equals)
                        .isPresent();
    }

    /** An open case of the worker's province, and the look into it on record; nothing for anybody else. */
    @Transactional
    public Optional<RequestView> look(RequestId id, CaseWorker worker) {
        Optional<StoredRequest> open = store.find(id)
                .filter(request -> OPEN.contains(request.state()))
                .filter(request -> worker.worksIn(request.district()))
                .filter(request -> !isApplicant(request, worker));
        open.ifPresent(request -> record(worker.name(), "viewed", id, null));
        return open.map(store::view);
    }

    /** In the transaction of the decision. */
    @Transactional
    public void decided(RequestId id, String worker) {
        record(worker, "decided", id, null);
    }

    /** Stays on record although what was tried is rolled back. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void refused(@Nullable RequestId id, String who, String why) {
        record(who, "refused", id, why);
    }

    private void record(String who, String what, @Nullable RequestId id, @Nullable String why) {
        jdbc.sql("insert into case_audit (at, who, what, request_id, why) values (?, ?, ?, ?, ?)")
                .params(clock.instant().atOffset(ZoneOffset.UTC), who, what, id == null ? null : id.value(), why)
                .update();
    }
}
