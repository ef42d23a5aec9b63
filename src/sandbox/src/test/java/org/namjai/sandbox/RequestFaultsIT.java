package org.namjai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.namjai.sandbox.demo.Caller.Answer;
import org.namjai.sandbox.demo.Callers;
import org.namjai.sandbox.demo.MadeWorld;
import org.namjai.sandbox.registries.Person;

/** However often the platform dies while people ask: what was answered is kept, decided once and promised once. */
class RequestFaultsIT {
    private static final int PEOPLE = 900;
    private static final int SENDERS = 8;
    private static final int CRASHES = 3;
    private static final long GRANT_SATANG = 1_000_000;
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final String OURS = " request r where r.key like 'request-faults-%' ";
    private static final String OF_OURS = " join request r on r.key like 'request-faults-%' and r.id = ";

    private final RunningSandbox sandbox = RunningSandbox.shared();
    private final Callers callers = new Callers(sandbox.installation());
    private final SplittableRandom random = new SplittableRandom();

    /** The request's id by the person who asked, as first answered. */
    private final Map<Person, String> answered = new ConcurrentHashMap<>();

    @Test
    void platformKilledWhileRequestsAreAcceptedAndDecided_losesNoneAndDecidesAndPromisesEachOnce() throws Exception {
        List<Person> people = people();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (Person person : people) sent.add(senders.submit(() -> asked(person)));
            for (int crash = 1; crash <= CRASHES; crash++) crashAfter(PEOPLE * crash / (CRASHES + 1));
            for (Future<?> one : sent) one.get(LONG.toSeconds(), TimeUnit.SECONDS);
        } finally {
            senders.shutdownNow();
        }
        nothingIsBorrowedAnyMore();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(found("r.id from" + OURS + "and r.state in ('received', 'in-process')"))
                        .isEmpty());
        assertThat(found("r.id from" + OURS))
                .as("what is in the table is what was answered, each once")
                .containsExactlyInAnyOrderElementsOf(answered.values());
        people.forEach(person -> assertThat(ask(person).body().path("id").asText())
                .as("the same key again")
                .isEqualTo(answered.get(person)));
        assertThatEachWasDecidedOnce();
        assertThatEachApprovalWasPromisedOnce();
        StringWriter told = new StringWriter();
        assertThat(Verification.ofBooks(sandbox.installation(), new PrintWriter(told)))
                .as(told.toString())
                .isZero();
    }

    /** When so many have been answered and some more decided, and both go on. */
    private void crashAfter(int answers) throws Exception {
        int decided = decided();
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> answered.size() >= answers && decided() > decided);
        Thread.sleep(random.nextLong(400));
        System.out.printf("platform killed: %d answered, %d decided%n", answered.size(), decided());
        sandbox.crash("platform");
    }

    private int decided() throws SQLException {
        return found("r.id from" + OURS + "and r.state not in ('received', 'in-process')")
                .size();
    }

    /**
     * What a worker held when it was killed comes back after two minutes; the test does not wait for that. What a living
     * one has locked is left to it: waiting for its rows, it might wait for ours.
     */
    private void nothingIsBorrowedAnyMore() throws SQLException {
        sandbox.database("with freed as (update request set next_try_at = now() where id in (select r.id from" + OURS
                + "and r.state = 'received' for no key update skip locked) returning id) select count(*) from freed");
    }

    private void assertThatEachWasDecidedOnce() throws SQLException {
        assertThat(found("h.request_id from request_history h" + OF_OURS + "h.request_id"
                        + " group by h.request_id having count(*) filter (where h.state = 'in-process') <> 1"
                        + " or count(*) filter (where h.state in ('approved', 'rejected', 'referred')) <> 1"))
                .as("begun or decided more than once")
                .isEmpty();
        assertThat(found("d.request_id from request_decision d" + OF_OURS + "d.request_id"))
                .as("what the rules decided, each once")
                .containsExactlyInAnyOrderElementsOf(answered.values());
        assertThat(found("business_key_ from act_ru_execution where business_key_ in (select r.id::text from" + OURS
                        + "and r.state <> 'referred')"))
                .as("processes left behind")
                .isEmpty();
    }

    private void assertThatEachApprovalWasPromisedOnce() throws SQLException {
        List<String> approved =
                found("h.request_id from request_history h" + OF_OURS + "h.request_id where h.state = 'approved'");
        assertThat(approved).isNotEmpty();
        assertThat(found("t.cause from transfer t" + OF_OURS + "t.cause"
                        + " where t.kind = 'commit' and t.amount_satang = " + GRANT_SATANG))
                .containsExactlyInAnyOrderElementsOf(approved);
    }

    private List<String> found(String sql) throws SQLException {
        return sandbox.database("select " + sql);
    }

    /** Far from those whom other tests take. */
    private List<Person> people() {
        List<Person> all = sandbox.population().people();
        return all.subList(all.size() / 2, all.size()).stream()
                .filter(Person::alive)
                .limit(PEOPLE)
                .toList();
    }

    /** Until there is an answer, as the Super App would. */
    private void asked(Person person) {
        MadeWorld.openAccount(callers, person);
        Answer answer = await().atMost(LONG)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> ask(person), one -> one.status() < 500);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        answered.put(person, answer.body().path("id").asText());
    }

    private Answer ask(Person person) {
        return callers.superApp()
                .call("POST", "/api/v1/requests", MadeWorld.request(person), "request-faults-" + person.account());
    }
}
