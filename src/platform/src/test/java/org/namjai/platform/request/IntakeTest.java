package org.namjai.platform.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namjai.platform.ClassPathForms;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.TestProgrammes;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.programme.Programme.Unit;
import org.namjai.platform.request.Admission.Checked;
import org.namjai.platform.request.Receipt.Accepted;
import org.namjai.platform.request.Receipt.AlreadyRequested;
import org.namjai.platform.request.Receipt.Busy;
import org.namjai.platform.request.Receipt.Invalid;
import org.namjai.platform.request.Receipt.KeyReused;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.FieldProblem;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Many people at once, at the door. */
class IntakeTest extends DomainSlice {
    private static final ProgrammeId RELIEF = new ProgrammeId("made-household-relief");
    private static final ProgrammeId CROPS = new ProgrammeId("made-crop-relief");

    @Autowired
    private Requests requests;

    @Autowired
    private Admission admission;

    @Autowired
    private Intake intake;

    @Autowired
    private ClassPathForms forms;

    @BeforeEach
    void programmesThatCountByHouseholdAndPlot() {
        publish(RELIEF, "houseCode", "household");
        publish(CROPS, "plotId", "plot");
    }

    private void publish(ProgrammeId programme, String field, String unit) {
        TestProgrammes.draft(programmes, programme, "โครงการ", "Programme", "1");
        TestProgrammes.published(programmes, proposals, programme);
        forms.add(
                programme,
                """
                {"components":[{"type":"textfield","key":"%s","label":"รหัส","properties":{"namjaiUnit":"%s"}}]}"""
                        .formatted(field, unit));
    }

    @Test
    void oneHouseholdAskedForByManyPeopleAtOnce_hasOneRequest() throws Exception {
        String house = "1" + UUID.randomUUID();
        List<Receipt> receipts = atOnce(30, i -> relief(somebody(), house));

        assertThat(receipts.stream().filter(Accepted.class::isInstance)).hasSize(1);
        assertThat(receipts)
                .filteredOn(receipt -> !(receipt instanceof Accepted))
                .containsOnly(new AlreadyRequested(Unit.HOUSEHOLD, "answers.houseCode"));
        assertThat(requests.receive(relief(somebody(), "another" + house))).isInstanceOf(Accepted.class);
    }

    @Test
    void plotAskedForTwice_isNamedAsSuch_andBlankOrMissingIsNoPlot() {
        String plot = UUID.randomUUID().toString();
        assertThat(requests.receive(crops(somebody(), plot))).isInstanceOf(Accepted.class);

        assertThat(requests.receive(crops(somebody(), " " + plot + " ")))
                .isEqualTo(new AlreadyRequested(Unit.PLOT, "answers.plotId"));
        for (Map<String, Object> answers : List.<Map<String, Object>>of(Map.of(), Map.of("plotId", "  "))) {
            assertThat(((Invalid) requests.receive(request("k", CROPS, somebody(), answers))).problems())
                    .extracting(FieldProblem::field)
                    .containsExactly("answers.plotId");
        }
    }

    @Test
    void householdAndPlot_standNowhereInTheTable() {
        String house = UUID.randomUUID().toString();
        RequestId id = ((Accepted) requests.receive(relief(somebody(), house))).id();

        String row = jdbc.sql("select r::text from request r where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
        assertThat(row).contains("household").doesNotContain(house);
    }

    @Test
    void nextRound_takesTheSamePersonAgain() {
        CitizenId person = somebody();
        var thirdRound = new ProgrammeId("made-rounds");
        TestProgrammes.draft(programmes, thirdRound, "โครงการ", "Programme", "1");
        TestProgrammes.published(programmes, proposals, thirdRound);
        forms.add(thirdRound, "{\"components\":[]}");
        assertThat(requests.receive(request("a", thirdRound, person, Map.of()))).isInstanceOf(Accepted.class);
        assertThat(requests.receive(request("b", thirdRound, person, Map.of())))
                .isEqualTo(new AlreadyRequested(Unit.PERSON, "citizenId"));

        jdbc.sql("update programme set round = '2' where id = ?")
                .param(thirdRound.value())
                .update();

        assertThat(requests.receive(request("c", thirdRound, person, Map.of()))).isInstanceOf(Accepted.class);
    }

    @Test
    void oneKeyFromManyCallersAtOnce_isOneRequestAndOneAnswer() throws Exception {
        CitizenId person = somebody();
        String key = UUID.randomUUID().toString();
        List<Receipt> receipts = atOnce(40, i -> requestOf(person, key));

        assertThat(new HashSet<>(receipts)).hasSize(1).allMatch(Accepted.class::isInstance);
        assertThat(requests.ofCitizen(person)).hasSize(1);
    }

    @Test
    void keySentAgainWhenNothingIsTakenAnyMore_keepsItsAnswer() {
        NewRequest request = requestOf(somebody());
        Receipt first = requests.receive(request);
        participants.register(bank(BUA, Participant.State.SUSPENDED));

        assertThat(requests.receive(request)).isEqualTo(first);
        assertThat(requests.receive(requestOf(somebody(), request.key()))).isInstanceOf(KeyReused.class);
        assertThat(requests.receive(requestOf(somebody()))).isInstanceOf(Invalid.class);
    }

    @Test
    void numberThatAPageSent_isTheSameWhenItIsSentAgain() {
        forms.add(CROPS, "{\"components\":[{\"type\":\"number\",\"key\":\"rai\"}]}");
        NewRequest request =
                request(UUID.randomUUID().toString(), CROPS, somebody(), Map.of("rai", new BigDecimal("12.50")));
        Receipt first = requests.receive(request);

        assertThat(first).isInstanceOf(Accepted.class);
        assertThat(requests.receive(request)).isEqualTo(first);
    }

    /** Whatever many callers send at once, from few keys, people and houses: each gets an answer that the table bears out. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyMixAtOnce_keepsOneRequestForEachKeyAndUnit(long seed) throws Exception {
        var random = new Random(seed);
        String run = UUID.randomUUID() + "/";
        List<CitizenId> people =
                IntStream.range(0, 12).mapToObj(i -> somebody()).toList();
        List<NewRequest> mix = IntStream.range(0, 300)
                .mapToObj(i -> {
                    String key = run + random.nextInt(120);
                    CitizenId person = people.get(random.nextInt(people.size()));
                    return random.nextBoolean()
                            ? requestOf(person, key)
                            : request(key, RELIEF, person, Map.of("houseCode", run + random.nextInt(15)));
                })
                .toList();

        List<Receipt> receipts = atOnce(mix.size(), mix::get);

        var idOfKey = new HashMap<String, RequestId>();
        for (int i = 0; i < mix.size(); i++) {
            if (receipts.get(i) instanceof Accepted accepted) {
                assertThat(idOfKey.computeIfAbsent(mix.get(i).key(), key -> accepted.id()))
                        .isEqualTo(accepted.id());
            }
        }
        var stored = jdbc.sql("select key, id from request where key like :run")
                .param("run", run + "%")
                .query((row, n) -> Map.entry(row.getString(1), new RequestId(row.getObject(2, UUID.class))))
                .list();
        assertThat(stored).containsExactlyInAnyOrderElementsOf(idOfKey.entrySet());
        assertThat(jdbc.sql(
                                "select count(*) from request where key like :run and (select count(*) from request_history h"
                                        + " where h.request_id = id) <> 1")
                        .param("run", run + "%")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from (select 1 from request where state <> 'rejected'"
                                + " group by programme, round, unit_key having count(*) > 1) twice")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(receipts).noneMatch(Busy.class::isInstance).noneMatch(Invalid.class::isInstance);
    }

    @Test
    void requestThatTheDatabaseRefuses_endsAlone() throws Exception {
        var stopped = new Stopped(transaction);
        try (var group = group(stopped, 1_000)) {
            CompletableFuture<Receipt> opener = group.submit(admission.check(requestOf(somebody())));
            stopped.awaitWorker();
            List<CompletableFuture<Receipt>> good = new ArrayList<>();
            CompletableFuture<Receipt> bad = null;
            for (int i = 0; i < 21; i++) {
                if (i == 13) {
                    // Gone since it was looked at.
                    bad = group.submit(new Checked(
                            request("bad" + UUID.randomUUID(), new ProgrammeId("no-such"), somebody(), Map.of()),
                            List.of(),
                            "1",
                            Unit.PERSON,
                            ""));
                } else {
                    good.add(group.submit(admission.check(requestOf(somebody()))));
                }
            }
            stopped.go();

            assertThat(opener.get()).isInstanceOf(Accepted.class);
            for (CompletableFuture<Receipt> answer : good) {
                assertThat(answer.get()).isInstanceOf(Accepted.class);
            }
            assertThatThrownBy(Objects.requireNonNull(bad)::join)
                    .hasCauseInstanceOf(DataIntegrityViolationException.class);
        }
    }

    @Test
    void moreThanTheQueueHolds_isToldToComeAgain_andNothingOfItIsStored() throws Exception {
        var stopped = new Stopped(transaction);
        try (var group = group(stopped, 2)) {
            CompletableFuture<Receipt> first = group.submit(admission.check(requestOf(somebody())));
            stopped.awaitWorker();
            CompletableFuture<Receipt> second = group.submit(admission.check(requestOf(somebody())));
            CompletableFuture<Receipt> third = group.submit(admission.check(requestOf(somebody())));
            CitizenId late = somebody();

            assertThat(group.submit(admission.check(requestOf(late))).join()).isEqualTo(new Busy());

            stopped.go();
            assertThat(List.of(first.get(), second.get(), third.get())).allMatch(Accepted.class::isInstance);
            assertThat(requests.ofCitizen(late)).isEmpty();
        }
    }

    @Test
    void databaseAway_failsTheCallers_andTheyMaySendAgain() {
        var nowhere = new DriverManagerDataSource("jdbc:postgresql://localhost:1/nothing", "nobody", "none");
        NewRequest request = requestOf(somebody());
        try (var group = group(new TransactionTemplate(new DataSourceTransactionManager(nowhere)), 10)) {
            assertThatThrownBy(group.submit(admission.check(request))::join)
                    .hasCauseInstanceOf(CannotCreateTransactionException.class)
                    .hasRootCauseInstanceOf(ConnectException.class);
        }
        assertThat(requests.receive(request)).isInstanceOf(Accepted.class);
    }

    private GroupIntake group(TransactionTemplate transaction, int queue) {
        return new GroupIntake(
                intake, transaction, new IntakeSettings(1, queue, Duration.ZERO), new SimpleMeterRegistry());
    }

    /** Its one worker waits inside its first transaction until it is let go. */
    private static final class Stopped extends TransactionTemplate {
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch let = new CountDownLatch(1);

        Stopped(TransactionTemplate like) {
            super(Objects.requireNonNull(like.getTransactionManager()));
        }

        @Override
        public <T> T execute(TransactionCallback<T> action) {
            arrived.countDown();
            try {
                let.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return super.execute(action);
        }

        void awaitWorker() throws InterruptedException {
            arrived.await();
        }

        void go() {
            let.countDown();
        }
    }

    @FunctionalInterface
    private interface Made {
        NewRequest number(int i);
    }

    private List<Receipt> atOnce(int count, Made made) throws Exception {
        var threads = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Receipt>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                NewRequest request = made.number(i);
                calls.add(() -> requests.receive(request));
            }
            List<Receipt> receipts = new ArrayList<>();
            for (Future<Receipt> answer : threads.invokeAll(calls)) {
                receipts.add(answer.get());
            }
            return receipts;
        } finally {
            threads.shutdownNow();
        }
    }

    private static NewRequest relief(CitizenId person, String house) {
        return request(UUID.randomUUID().toString(), RELIEF, person, Map.of("houseCode", house));
    }

    private static NewRequest crops(CitizenId person, String plot) {
        return request(UUID.randomUUID().toString(), CROPS, person, Map.of("plotId", plot));
    }

    private static NewRequest request(
            String key, ProgrammeId programme, CitizenId person, Map<String, Object> answers) {
        return new NewRequest("super-app", key, programme, person, BUA, "1234567890", answers);
    }
}
