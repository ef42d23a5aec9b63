package org.namjai.platform.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.namjai.platform.privacy.ForgottenException;
import org.namjai.platform.privacy.People;
import org.namjai.platform.privacy.Person;
import org.namjai.platform.programme.Programme.Unit;
import org.namjai.platform.request.Admission.Checked;
import org.namjai.platform.request.RequestStore.NewRow;
import org.namjai.platform.shared.CitizenId;
import org.springframework.stereotype.Component;

/** Stores admitted requests, however many, with the same few statements; one that can't be stored spoils no other. */
@Component
class Intake {
    private final RequestStore store;
    private final Admission admission;
    private final People people;

    Intake(RequestStore store, Admission admission, People people) {
        this.store = store;
        this.admission = admission;
        this.people = people;
    }

    /** Within the caller's transaction; answers in the requests' order, true when that has been committed. */
    List<Receipt> store(List<Checked> admitted) {
        Map<CitizenId, Person> persons = people.enterAll(admitted.stream()
                .map(checked -> checked.request().citizenId())
                .distinct()
                .toList());
        List<NewRow> rows = admitted.stream()
                .map(checked -> row(
                        checked,
                        Objects.requireNonNull(persons.get(checked.request().citizenId()))))
                .toList();
        Set<RequestId> stored = store.insert(rows);
        var receipts = new ArrayList<Receipt>(rows.size());
        for (NewRow row : rows) {
            receipts.add(
                    stored.contains(row.id()) ? new Receipt.Accepted(row.id(), RequestState.RECEIVED) : refused(row));
        }
        return receipts;
    }

    private NewRow row(Checked checked, Person person) {
        String unitKey = checked.unit() == Unit.PERSON
                ? person.pseudonym().value()
                : people.digest(checked.unit().code(), checked.unitName());
        return new NewRow(
                new RequestId(UUID.randomUUID()), checked.request(), person, checked.round(), checked.unit(), unitKey);
    }

    /** Either the same key came in before or beside us, or the unit has a live request. */
    private Receipt refused(NewRow row) {
        return earlier(row.request())
                .orElseGet(() -> new Receipt.AlreadyRequested(
                        row.unit(),
                        admission
                                .unitField(row.request().programme())
                                .map(field -> "answers." + field)
                                .orElse("citizenId")));
    }

    /** The answer that this key had before; none when it is new. */
    Optional<Receipt> earlier(NewRequest request) {
        return store.ofKey(request.client(), request.key()).map(stored -> repeated(stored, request));
    }

    private Receipt repeated(StoredRequest stored, NewRequest request) {
        try {
            return store.holds(stored, request)
                    ? new Receipt.Accepted(stored.id(), stored.state())
                    : new Receipt.KeyReused();
        } catch (ForgottenException e) {
            return new Receipt.KeyReused();
        }
    }
}
