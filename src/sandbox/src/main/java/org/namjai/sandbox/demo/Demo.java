package org.namjai.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.namjai.sandbox.CommandFailure;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.registries.Person;
import org.namjai.sandbox.registries.RegistriesApplication;

/** Made people ask, are decided upon, get their money and spend it; then everything is counted from the running parts. */
public final class Demo {
    private static final int THREADS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long POLL_MS = 500;

    private final Installation installation;
    private final List<Person> people;
    private final PrintWriter out;
    private final Callers callers;
    private final Map<Person, String> requests = new ConcurrentHashMap<>();

    public Demo(Installation installation, int people, PrintWriter out) {
        this.installation = installation;
        this.people = RegistriesApplication.populationOfTheSandbox().applicants(people);
        this.out = out;
        this.callers = new Callers(installation);
    }

    /** Whether the platform, the banks and the ledger agree in the end. */
    public boolean play() throws InterruptedException {
        out.println();
        out.println("ผู้คน " + people.size() + " คนขอรับความช่วยเหลือ / " + people.size() + " people ask for help");
        each("accounts opened and shops registered", people, person -> {
            MadeWorld.openAccount(callers, person);
            MadeWorld.shops(callers, person);
        });
        each("requests sent by the Super App", people, this::ask);
        await("requests decided", this::undecided);
        reviewReferred();
        await("requests settled", this::unsettled);
        Purchases purchases = new Purchases(callers);
        List<Person> paid =
                people.stream().filter(person -> state(person).equals("paid")).toList();
        each("people shopping", paid, purchases::shop);
        await("transitions on the ledger", this::waitingTransitions);
        return new Report(installation, callers, out).print(views(), purchases);
    }

    private void ask(Person person) {
        JsonNode receipt = callers.superApp()
                .post(
                        "/api/v1/requests",
                        MadeWorld.request(person),
                        "demo-" + UUID.nameUUIDFromBytes(person.account().getBytes(StandardCharsets.UTF_8)));
        requests.put(person, receipt.path("id").asText());
    }

    private JsonNode view(Person person) {
        return callers.superApp().get("/api/v1/requests/" + requests.get(person));
    }

    private String state(Person person) {
        return view(person).path("state").asText();
    }

    private List<JsonNode> views() {
        return people.stream().map(this::view).toList();
    }

    private int undecided() {
        return countStates("received", "in-process");
    }

    private int unsettled() {
        return countStates("received", "in-process", "referred", "approved", "disbursing");
    }

    private int countStates(String... states) {
        List<String> wanted = List.of(states);
        return (int)
                people.stream().filter(person -> wanted.contains(state(person))).count();
    }

    /** A case worker looks at each referred case; every third is not approved. */
    private void reviewReferred() {
        CaseWorker worker = new CaseWorker(installation, "cw1");
        int index = 0;
        List<CaseWorker.Task> tasks =
                worker.tasks().stream().filter(CaseWorker.Task::isOfRequest).toList();
        for (CaseWorker.Task task : tasks) {
            boolean approve = index++ % 3 != 2;
            worker.decide(task, approve, approve ? "ตรวจเอกสารแล้วครบถ้วน" : "เอกสารรายได้ไม่ครบ");
        }
        say(tasks.size() + " referred cases worked by cw1 in Tasklist");
    }

    private int waitingTransitions() {
        int waiting = 0;
        for (JsonNode chain : callers.operator().get("/api/v1/operations/board").path("chains")) {
            waiting += chain.path("waiting").asInt();
        }
        return waiting;
    }

    private void each(String what, List<Person> who, Consumer<Person> deed) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        AtomicInteger done = new AtomicInteger();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (Person person : who) {
                all.add(threads.submit(() -> {
                    deed.accept(person);
                    done.incrementAndGet();
                }));
            }
            for (Future<?> one : all) one.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommandFailure failure) throw failure;
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        say(done.get() + " " + what);
    }

    private void await(String what, CountOfOpen open) throws InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        int last = -1;
        for (int left = open.count(); left > 0; left = open.count()) {
            if (System.nanoTime() > limit) throw new CommandFailure("Still " + left + " to go: " + what + ".");
            if (left != last) say(left + " to go: " + what);
            last = left;
            Thread.sleep(POLL_MS);
        }
        say("all " + what);
    }

    private void say(String line) {
        out.println("  " + line);
        out.flush();
    }

    private interface CountOfOpen {
        int count();
    }
}
