package org.namjai.platform.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.privacy.People;
import org.namjai.platform.privacy.Person;
import org.namjai.platform.registry.Answer;
import org.namjai.platform.registry.Question;
import org.namjai.platform.registry.Registry;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The evidence's SQL: set-based, for requests come in batches. */
@Repository
class EvidenceStore {
    private final JdbcClient jdbc;
    private final People people;
    private final ObjectMapper json = new ObjectMapper();

    EvidenceStore(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /** Whom a request is about. */
    record Subject(RequestId request, Pseudonym pseudonym, CitizenId citizen) {}

    /** What is stored beside the answer's registry and time. */
    private record Sealed(Map<String, Object> question, @Nullable JsonNode record) {}

    /** An answer and the request that it was asked for. */
    record Found(Subject subject, Answer answer) {}

    List<Subject> subjects(Collection<RequestId> requests) {
        record Row(RequestId request, Pseudonym pseudonym, byte[] personal) {}
        List<Row> rows = jdbc.sql("select id, subject, personal_sealed from request where id = any(:ids)")
                .param("ids", ids(requests))
                .query((row, n) -> new Row(
                        new RequestId(row.getObject("id", UUID.class)),
                        new Pseudonym(row.getString("subject")),
                        row.getBytes("personal_sealed")))
                .list();
        Map<Pseudonym, Person> persons =
                people.withKeys(rows.stream().map(Row::pseudonym).toList());
        return rows.stream()
                .map(row -> new Subject(
                        row.request(),
                        row.pseudonym(),
                        new CitizenId(read(
                                        known(persons, row.pseudonym())
                                                .open(row.personal(), RequestStore.personalContext(row.request())),
                                        Personal.class)
                                .citizenId())))
                .toList();
    }

    void keep(Collection<Found> found) {
        Map<Pseudonym, Person> persons = people.withKeys(found.stream()
                .map(each -> each.subject().pseudonym())
                .distinct()
                .toList());
        jdbc.sql(
                        """
                        insert into request_evidence (request_id, registry, answer_sealed, looked_up_at)
                        select * from unnest(:requests::uuid[], :registries::text[], :answers::bytea[], :at::timestamptz[])
                        """)
                .param("requests", array(found, each -> each.subject().request().value(), UUID[]::new))
                .param("registries", array(found, each -> registry(each).code(), String[]::new))
                .param(
                        "answers",
                        array(found, each -> seal(known(persons, each.subject().pseudonym()), each), byte[][]::new))
                .param("at", array(found, each -> each.answer().at().toString(), String[]::new))
                .update();
        setDistricts(found);
    }

    /** Of the registered address, as the citizen registry states it. */
    private void setDistricts(Collection<Found> found) {
        Map<UUID, String> districts = new HashMap<>();
        for (Found each : found) {
            if (registry(each) == Registry.CITIZEN
                    && each.answer().facts().get("addressDistrict") instanceof String district) {
                RequestId request = each.subject().request();
                districts.put(request.value(), district);
                RequestBatch.of(request)
                        .map(batch -> RequestBatch.open(request))
                        .ifPresent(open -> open.livesIn(district));
            }
        }
        if (districts.isEmpty()) {
            return;
        }
        UUID[] requests = districts.keySet().toArray(UUID[]::new);
        jdbc.sql(
                        """
                        with known as materialized (
                            select r.id, n.district from unnest(:requests::uuid[], :districts::text[]) n(id, district)
                            join request r using (id) where r.district is distinct from n.district
                            order by r.id for no key update of r)
                        update request r set district = known.district from known where r.id = known.id
                        """)
                .param("requests", requests)
                .param("districts", array(List.of(requests), districts::get, String[]::new))
                .update();
    }

    /**
     * The request's answers that are not older than {@code since}, newest first.
     *
     * @throws org.namjai.platform.privacy.ForgottenException when the person's key was destroyed
     */
    List<Answer> answers(RequestId request, Instant since) {
        record Row(Registry registry, byte[] answer, Instant at, Pseudonym person) {
            static Row of(ResultSet row, int n) throws SQLException {
                return new Row(
                        Registry.of(row.getString("registry")).orElseThrow(),
                        row.getBytes("answer_sealed"),
                        row.getObject("looked_up_at", OffsetDateTime.class).toInstant(),
                        new Pseudonym(row.getString("subject")));
            }
        }
        List<Row> rows = jdbc.sql(
                        """
                        select e.registry, e.answer_sealed, e.looked_up_at, r.subject
                        from request_evidence e join request r on r.id = e.request_id
                        where e.request_id = :request and e.looked_up_at >= :since order by e.number desc
                        """)
                .param("request", request.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Row::of)
                .list();
        List<String> opened = people.openAll(rows.stream()
                .map(row -> new People.Sealed(row.person(), row.answer(), context(request, row.registry())))
                .toList());
        return IntStream.range(0, rows.size())
                .mapToObj(i -> answer(rows.get(i).registry(), rows.get(i).at(), read(opened.get(i), Sealed.class)))
                .toList();
    }

    private static Answer answer(Registry registry, Instant at, Sealed opened) {
        return new Answer(
                new Question(registry, Objects.requireNonNullElse(opened.question(), Map.of())), opened.record(), at);
    }

    private static Person known(Map<Pseudonym, Person> persons, Pseudonym pseudonym) {
        Person person = persons.get(pseudonym);
        if (person == null) {
            throw new IllegalStateException("the person of a request is forgotten");
        }
        return person;
    }

    private byte[] seal(Person person, Found found) {
        Answer answer = found.answer();
        return person.seal(
                write(new Sealed(Map.copyOf(answer.question().attributes()), answer.record())),
                context(found.subject().request(), registry(found)));
    }

    private static Registry registry(Found found) {
        return found.answer().question().registry();
    }

    private static String context(RequestId request, Registry registry) {
        return "request_evidence/" + request + "/" + registry.code();
    }

    private static UUID[] ids(Collection<RequestId> requests) {
        return requests.stream().map(RequestId::value).toArray(UUID[]::new);
    }

    private static <T, A> A[] array(
            Collection<T> all, Function<T, A> value, java.util.function.IntFunction<A[]> array) {
        return all.stream().map(value).toArray(array);
    }

    private String write(Sealed value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write evidence", e);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not read a request's sealed part", e);
        }
    }
}
