package org.namjai.platform.request;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.namjai.platform.privacy.People;
import org.namjai.platform.request.Admission.Checked;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Money;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People's requests and their state machine. Every verb names the states it may start from and is repeat-safe. */
@Service
public class Requests {
    private final RequestStore store;
    private final Admission admission;
    private final Intake intake;
    private final GroupIntake group;
    private final People people;

    Requests(RequestStore store, Admission admission, Intake intake, GroupIntake group, People people) {
        this.store = store;
        this.admission = admission;
        this.intake = intake;
        this.group = group;
        this.people = people;
    }

    /** Stores the request for the next batch. The same key and content again gives the first answer again. */
    public Receipt receive(NewRequest request) {
        Checked checked = admission.check(request);
        if (!checked.problems().isEmpty()) {
            // What was stored once keeps its answer, whatever the programme takes now.
            return intake.earlier(request).orElseGet(() -> new Receipt.Invalid(checked.problems()));
        }
        try {
            return group.submit(checked).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Received → in process. */
    @Transactional
    public void begin(RequestId id) {
        change(id, request -> request.enter(RequestState.IN_PROCESS, EnumSet.of(RequestState.RECEIVED)));
    }

    /** In process → referred. */
    @Transactional
    public void refer(RequestId id, Decision decision) {
        decide(id, RequestState.REFERRED, EnumSet.of(RequestState.IN_PROCESS), decision);
    }

    /** In process, referred → approved. */
    @Transactional
    public void approve(RequestId id, Decision decision) {
        if (decision.amountSatang() <= 0) {
            throw new IllegalArgumentException("an approval needs an amount: request " + id);
        }
        decide(id, RequestState.APPROVED, EnumSet.of(RequestState.IN_PROCESS, RequestState.REFERRED), decision);
    }

    /** In process, referred, approved (when the budget is exhausted) → rejected. */
    @Transactional
    public void reject(RequestId id, Decision decision) {
        decide(
                id,
                RequestState.REJECTED,
                EnumSet.of(RequestState.IN_PROCESS, RequestState.REFERRED, RequestState.APPROVED),
                decision);
    }

    /** Rejected → appealed. */
    @Transactional
    void appealed(RequestId id) {
        change(id, request -> request.enter(RequestState.APPEALED, EnumSet.of(RequestState.REJECTED)));
    }

    /** Appealed → upheld → rejected. */
    @Transactional
    public void upholdAppeal(RequestId id, Decision decision) {
        change(id, request -> {
            request.decide(RequestState.UPHELD, EnumSet.of(RequestState.APPEALED), decision);
            request.enter(RequestState.REJECTED, EnumSet.of(RequestState.UPHELD));
        });
    }

    /** Appealed → granted → approved. */
    @Transactional
    public void grantAppeal(RequestId id, Decision decision) {
        if (decision.amountSatang() <= 0) {
            throw new IllegalArgumentException("an approval needs an amount: request " + id);
        }
        change(id, request -> {
            request.decide(RequestState.GRANTED, EnumSet.of(RequestState.APPEALED), decision);
            request.enter(RequestState.APPROVED, EnumSet.of(RequestState.GRANTED));
        });
    }

    /** Approved → disbursing. */
    @Transactional
    public void disbursing(RequestId id) {
        change(id, request -> request.enter(RequestState.DISBURSING, EnumSet.of(RequestState.APPROVED)));
    }

    /** Disbursing → paid, many at once. */
    @Transactional
    public void paid(Collection<RequestId> ids) {
        enterAll(ids, RequestState.PAID);
    }

    /** Disbursing → failed, many at once for the same reason. */
    @Transactional
    public void failed(Collection<RequestId> ids, Reason reason) {
        enterAll(ids, RequestState.FAILED);
        store.setReason(ids, reason);
    }

    private void enterAll(Collection<RequestId> ids, RequestState to) {
        store.enterAll(ids, RequestState.DISBURSING, to);
        if (store.isAnyNot(ids, to)) {
            throw new IllegalStateException("a request is not disbursing, it can't become " + to.code());
        }
    }

    /** To the programme's form; personal. */
    public Map<String, Object> answers(RequestId id) {
        return store.personal(store.get(id)).answers();
    }

    public Optional<RequestView> find(RequestId id) {
        return store.find(id).map(store::view);
    }

    /** As {@link #find}, but only a request that this client sent. */
    public Optional<RequestView> findOf(String client, RequestId id) {
        return store.find(id).filter(request -> request.client().equals(client)).map(store::view);
    }

    /** The person's requests, newest first. */
    public List<RequestView> ofCitizen(CitizenId citizenId) {
        return people.find(citizenId).stream()
                .flatMap(subject -> store.ofSubject(subject).stream())
                .map(store::view)
                .toList();
    }

    /** Of an approved or disbursing request. */
    public Payout payout(RequestId id) {
        StoredRequest request = store.get(id);
        Long amountSatang = request.amountSatang();
        boolean payable = request.state() == RequestState.APPROVED || request.state() == RequestState.DISBURSING;
        if (!payable || amountSatang == null) {
            throw new IllegalStateException(
                    "request " + id + " is " + request.state().code() + ", nothing is to be paid");
        }
        Personal personal = store.personal(request);
        return new Payout(
                id,
                request.programme(),
                request.participant(),
                request.subject(),
                new CitizenId(personal.citizenId()),
                personal.account(),
                new Money(amountSatang),
                request.district() == null ? "" : request.district());
    }

    private void decide(RequestId id, RequestState to, Set<RequestState> from, Decision decision) {
        change(id, request -> request.decide(to, from, decision));
    }

    /** In memory when the request belongs to a batch, which writes it; else at once. */
    private void change(RequestId id, Consumer<OpenRequest> change) {
        OpenRequest inBatch = RequestBatch.open(id);
        if (inBatch != null) {
            change.accept(inBatch);
            return;
        }
        List<OpenRequest> alone = store.open(List.of(id));
        if (alone.isEmpty()) {
            throw new IllegalStateException("no request " + id);
        }
        change.accept(alone.get(0));
        store.write(alone);
    }
}
