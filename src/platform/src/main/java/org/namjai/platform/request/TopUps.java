package org.namjai.platform.request;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.namjai.platform.privacy.People;
import org.namjai.platform.privacy.Person;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.programme.TopUp;
import org.namjai.platform.programme.TopUpRuns;
import org.namjai.platform.request.RequestStore.NewRow;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks in a new round for everybody who was entitled in an earlier one, so that nobody has to ask again: a few at a time,
 * each exactly once, wherever the run was broken off. What the new round owes them, its rules decide.
 */
@Service
public class TopUps {
    private static final int BATCH = 200;

    /** The earlier round may still have requests that wait for a case worker. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final TopUpRuns runs;
    private final Programmes programmes;
    private final RequestStore store;
    private final People people;

    TopUps(TopUpRuns runs, Programmes programmes, RequestStore store, People people) {
        this.runs = runs;
        this.programmes = programmes;
        this.store = store;
        this.people = people;
    }

    /** Does the next batch of some run; false when there is nothing to do now. */
    @Transactional
    public boolean next() {
        return runs.next().map(this::next).orElse(false);
    }

    private boolean next(TopUp run) {
        List<StoredRequest> entitled = store.entitled(run.programme(), run.fromRound(), run.lastId(), BATCH);
        int made = store.insert(rows(run, entitled)).size();
        if (entitled.size() == BATCH) {
            runs.advance(run, entitled.get(BATCH - 1).id().value(), entitled.size(), made);
        } else if (store.isAnyUndecided(run.programme(), run.fromRound())) {
            runs.again(run, entitled.size(), made, PAUSE);
        } else {
            runs.finish(run, entitled.size(), made);
        }
        return true;
    }

    private List<NewRow> rows(TopUp run, List<StoredRequest> entitled) {
        Programme.Unit unit = programmes.find(run.programme()).orElseThrow().unit();
        Map<Pseudonym, Person> keys =
                people.withKeys(entitled.stream().map(StoredRequest::subject).toList());
        Map<RequestId, Personal> personal = store.personal(
                entitled.stream().map(request -> new OpenRequest(request, 0)).toList());
        // Who was forgotten meanwhile is not paid again.
        return entitled.stream()
                .filter(request -> personal.containsKey(request.id()))
                .map(request -> row(
                        run,
                        request,
                        unit,
                        Objects.requireNonNull(keys.get(request.subject())),
                        Objects.requireNonNull(personal.get(request.id()))))
                .toList();
    }

    /** Sealed anew under its own id; the key makes it one, however often the run comes by. */
    private static NewRow row(TopUp run, StoredRequest earlier, Programme.Unit unit, Person person, Personal personal) {
        var request = new NewRequest(
                earlier.client(),
                "top-up/" + run.round() + "/" + earlier.id(),
                earlier.programme(),
                new CitizenId(personal.citizenId()),
                earlier.participant(),
                personal.account(),
                personal.answers());
        return new NewRow(new RequestId(UUID.randomUUID()), request, person, run.round(), unit, earlier.unitKey());
    }
}
