package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.namjai.platform.EngineSlice;
import org.namjai.platform.TestProgrammes;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.privacy.People;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.request.NewRequest;
import org.namjai.platform.request.Receipt;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.RequestState;
import org.namjai.platform.request.RequestView;
import org.namjai.platform.request.Requests;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every way through the four programmes, on the real engine; what other programmes share is walked in each of them. */
class ProgrammePathsTest extends EngineSlice {
    private static final Random RANDOM = new Random();

    @Autowired
    private RequestStarter starter;

    @Autowired
    private Requests requests;

    @Autowired
    private Books books;

    @Autowired
    private People people;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private ManagementService management;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    private final CitizenId person = somebody();
    private final String household = "%011d".formatted(RANDOM.nextLong(100_000_000_000L));
    private final String plot = "plot-" + UUID.randomUUID();

    /**
     * A programme in one of its rounds.
     *
     * @param amountSatang what the household or person of {@link #everythingIsThere()} gets
     * @param refusing the registry whose record {@code refused} fails a condition, for the reason {@code reason}
     * @param silent the registry without which a case worker must look
     */
    record Round(
            String programme,
            String round,
            long amountSatang,
            String refusing,
            String refused,
            String reason,
            String silent) {
        ProgrammeId id() {
            return new ProgrammeId(programme);
        }

        boolean decidesAgain() {
            return !programme.equals("digital-wallet");
        }

        @Override
        public String toString() {
            return programme;
        }
    }

    private static final Round WALLET = new Round(
            "digital-wallet",
            "1",
            1_000_000,
            "revenue",
            "{\"incomeSatang\":84000001}",
            "income-over-limit",
            "deposits");
    private static final Round FARMERS = new Round(
            "farmer-support",
            "2567-68",
            1_000_000,
            "farmer",
            "{\"farmerRegistered\":false,\"plots\":[]}",
            "not-registered-farmer",
            "farmer");
    private static final Round FLOOD = new Round(
            "disaster-relief",
            "2567",
            700_000,
            "disaster",
            "{\"areaDeclared\":false,\"daysFlooded\":0,\"damageDocumented\":false,\"certified\":false,\"damagedPlots\":[]}",
            "area-not-declared",
            "disaster");
    private static final Round CROPS = new Round(
            "crop-disaster-aid",
            "2567",
            670_000,
            "farmer",
            "{\"farmerRegistered\":false,\"plots\":[]}",
            "not-registered-farmer",
            "disaster");

    static Stream<Round> programmes() {
        return Stream.of(WALLET, FARMERS, FLOOD, CROPS);
    }

    static Stream<Round> thoseThatDecideAgain() {
        return programmes().filter(Round::decidesAgain);
    }

    static Stream<Round> thoseThatClaimPlots() {
        return Stream.of(FARMERS, CROPS);
    }

    @BeforeAll
    static void nothingWasPassed() {
        PassedElements.forget();
    }

    @AfterAll
    static void everyElement_wasPassed() {
        programmes().forEach(each -> assertThat(PassedElements.missedOf(each.programme))
                .as("elements of " + each.programme + " that no test passed")
                .isEmpty());
    }

    @BeforeEach
    void nobodyWorksBeside() {
        starter.stop();
        everythingIsThere();
    }

    @ParameterizedTest
    @MethodSource("programmes")
    void clearCase_runsToTheHandOverWithoutWaiting(Round programme) {
        takesRequests(programme);
        budget(programme, programme.amountSatang);

        RequestId id = received(programme);
        drain();

        assertGranted(id, programme, programme.amountSatang);
        assertThat(running(id)).isZero();
    }

    /** The calendar counts from the season that the request belongs to. */
    @Test
    void farmersPayOut_knowsTheFirstDayOfItsSeason() {
        takesRequests(FARMERS);
        budget(FARMERS, FARMERS.amountSatang);

        RequestId id = received(FARMERS);
        drain();

        assertThat(jdbc.sql("select pays_from from disbursement where request_id = ?")
                        .param(id.value())
                        .query(LocalDate.class)
                        .single())
                .isEqualTo("2024-12-16");
    }

    @ParameterizedTest
    @MethodSource("programmes")
    void failedCondition_rejectsWithItsReasonAndNothingMoves(Round programme) {
        takesRequests(programme);
        registrySays(programme.refusing, programme.refused);

        RequestId id = received(programme);
        drain();

        assertRejected(id, programme.reason);
        assertThat(entitled(programme)).isZero();
    }

    @ParameterizedTest
    @MethodSource("programmes")
    void exhaustedBudget_rejectsTheSecondOfTwo(Round programme) {
        takesRequests(programme);
        budget(programme, programme.amountSatang);
        RequestId first = received(programme);
        drain();
        assertThat(state(first)).isEqualTo(RequestState.DISBURSING);

        String other = "%011d".formatted(RANDOM.nextLong(100_000_000_000L));
        everythingIsThere(other, "plot-" + UUID.randomUUID(), List.of());
        RequestId second = accepted(ask(programme, somebody(), other));
        drain();

        assertRejected(second, "budget-exhausted");
    }

    @ParameterizedTest
    @MethodSource("programmes")
    void missingRecord_isReferredAndCanBeRejectedWithANote(Round programme) {
        takesRequests(programme);
        RequestId id = referred(programme);
        assertThat(requests.find(id).orElseThrow().reasons().get(0).code()).isEqualTo("records-incomplete");

        review(id, Map.of("approved", "false", "reviewNote", "เอกสารไม่ตรง"));

        assertRejected(id, "not-approved");
        assertThat(view(id).reasons().get(0).th()).contains("เอกสารไม่ตรง");
        assertThat(entitled(programme)).isZero();
    }

    @Test
    void digitalWallet_isApprovedByTheCaseWorker() {
        takesRequests(WALLET);
        budget(WALLET, WALLET.amountSatang);
        RequestId id = referred(WALLET);

        review(id, Map.of("approved", "true", "reviewNote", "ตรวจแล้ว"));

        assertGranted(id, WALLET, WALLET.amountSatang);
        assertThat(view(id).reasons().get(0).code()).isEqualTo("approved-after-review");
    }

    @ParameterizedTest
    @MethodSource("thoseThatDecideAgain")
    void completedEvidence_letsTheRulesDecideAgain(Round programme) {
        takesRequests(programme);
        budget(programme, programme.amountSatang);
        RequestId id = referred(programme);

        everythingIsThere();
        review(id, Map.of("approved", "true", "reviewNote", "แก้ทะเบียนแล้ว"));
        assertThat(state(id)).as("decided in a job").isEqualTo(RequestState.REFERRED);
        runJob(id);

        assertGranted(id, programme, programme.amountSatang);
        assertThat(running(id)).isZero();
    }

    @Test
    void registryAwayAfterTheReview_isAskedAgainLater() {
        takesRequests(FLOOD);
        budget(FLOOD, FLOOD.amountSatang);
        RequestId id = referred(FLOOD);
        registryIsAway("disaster");
        review(id, Map.of("approved", "true", "reviewNote", "ตรวจแล้ว"));

        Job job = job(id);
        assertThatThrownBy(() -> management.executeJob(job.getId())).hasStackTraceContaining("RegistryUnavailable");
        assertThat(state(id)).isEqualTo(RequestState.REFERRED);
        assertThat(job(id).getRetries()).isPositive();

        everythingIsThere();
        runJob(id);
        assertGranted(id, FLOOD, FLOOD.amountSatang);
    }

    @Test
    void registryAwayAtTheStart_leavesTheRequestReceivedUntilItIsBack() {
        takesRequests(FARMERS);
        budget(FARMERS, FARMERS.amountSatang);
        registryIsAway("farmer");
        RequestId id = received(FARMERS);
        drain();
        assertThat(state(id)).isEqualTo(RequestState.RECEIVED);
        assertThat(running(id)).isZero();

        everythingIsThere();
        jdbc.sql("update request set next_try_at = now() where id = ?")
                .param(id.value())
                .update();
        drain();
        assertGranted(id, FARMERS, FARMERS.amountSatang);
    }

    @Test
    void caseWorkersFindings_makeTheTierWhereTheRegistryIsSilent() {
        takesRequests(FLOOD);
        budget(FLOOD, 900_000);
        RequestId id = referred(FLOOD);

        review(
                id,
                Map.of(
                        "approved",
                        "true",
                        "reviewNote",
                        "น้ำท่วมสองเดือนเศษ",
                        "confirmedDaysFlooded",
                        61,
                        "certificateSeen",
                        true));
        runJob(id);

        assertGranted(id, FLOOD, 900_000);
    }

    @Test
    void tenant_isReferredAndGrantedWhenTheLeaseWasSeen() {
        takesRequests(FLOOD);
        budget(FLOOD, FLOOD.amountSatang);
        registrySays("citizen", citizen("99999999999"));
        RequestId id = received(FLOOD);
        drain();
        assertThat(view(id).reasons().get(0).code()).isEqualTo("other-household");

        review(id, Map.of("approved", "true", "reviewNote", "เห็นสัญญาเช่า", "householdConfirmed", true));
        runJob(id);

        assertGranted(id, FLOOD, FLOOD.amountSatang);
    }

    @Test
    void evidenceStillMissing_comesBackToTheCaseWorker() {
        takesRequests(CROPS);
        RequestId id = referred(CROPS);

        review(id, Map.of("approved", "true", "reviewNote", "ตรวจแล้ว"));
        runJob(id);

        assertThat(state(id)).isEqualTo(RequestState.REFERRED);
        assertThat(view(id).reasons().get(0).code()).isEqualTo("damage-unknown");
        assertThat(task(id)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("programmes")
    void askedTwice_isOneRequest(Round programme) {
        takesRequests(programme);
        RequestId id = received(programme);

        assertThat(ask(programme, person, household)).isInstanceOf(Receipt.AlreadyRequested.class);
        if (!programme.equals(WALLET)) {
            assertThat(ask(programme, somebody(), household))
                    .as("another person of the household")
                    .isInstanceOf(Receipt.AlreadyRequested.class);
        }

        drain();
        assertRejected(id, "budget-exhausted");
        assertThat(ask(programme, person, household)).as("after a rejection").isInstanceOf(Receipt.Accepted.class);
        drain();
    }

    @ParameterizedTest
    @MethodSource("thoseThatClaimPlots")
    void plotThatOverlapsAClaimedOne_isRejected(Round programme) {
        takesRequests(programme);
        budget(programme, programme.amountSatang);
        RequestId first = received(programme);
        drain();
        assertThat(state(first)).isEqualTo(RequestState.DISBURSING);

        budget(programme, programme.amountSatang);
        String other = "%011d".formatted(RANDOM.nextLong(100_000_000_000L));
        String theirs = "plot-" + UUID.randomUUID();
        everythingIsThere(other, theirs, List.of(plot));
        RequestId second = accepted(ask(programme, somebody(), other));
        drain();
        assertRejected(second, "already-claimed");

        everythingIsThere(other, theirs, List.of());
        RequestId withoutOverlap = accepted(ask(programme, somebody(), other));
        drain();
        assertThat(state(withoutOverlap)).isEqualTo(RequestState.DISBURSING);
    }

    @Test
    void flatRound_topsUpWhatTheTiersOfTheSameFloodsPaid() {
        takesRequests(inRound(FLOOD, "2565"));
        budget(FLOOD, 700_000);
        RequestId otherFlood = received(FLOOD);
        drain();
        assertThat(view(otherFlood).amountSatang()).isEqualTo(700_000L);

        takesRequests(FLOOD);
        budget(FLOOD, 700_000);
        RequestId tier = received(FLOOD);
        drain();
        assertThat(view(tier).amountSatang()).isEqualTo(700_000L);

        takesRequests(inRound(FLOOD, "2567-2"));
        budget(FLOOD, 200_000);
        RequestId topUp = received(FLOOD);
        drain();
        assertThat(view(topUp).reasons().get(0).code()).isEqualTo("top-up");
        assertThat(view(topUp).amountSatang()).isEqualTo(200_000L);
        assertThat(state(topUp)).isEqualTo(RequestState.DISBURSING);
        assertThat(entitled(FLOOD)).isEqualTo(1_600_000L);
    }

    @Test
    void householdPaidInFull_getsNothingMoreInTheFlatRound() {
        registrySays("disaster", disaster(61));
        takesRequests(FLOOD);
        budget(FLOOD, 900_000);
        received(FLOOD);
        drain();

        takesRequests(inRound(FLOOD, "2567-2"));
        RequestId id = received(FLOOD);
        drain();

        assertRejected(id, "already-paid");
    }

    @Test
    void versionPublishedMeanwhile_countsForNewRequestsOnly() {
        var changing = new Round("changing-support", "2567-68", 1_000_000, "", "", "", "farmer");
        deploy(changing.programme, "100000");
        takesRequests(changing);
        budget(changing, 1_900_000);
        RequestId before = referred(changing);

        deploy(changing.programme, "90000");
        publishNewest(changing);
        everythingIsThere();
        review(before, Map.of("approved", "true", "reviewNote", "แก้ทะเบียนแล้ว"));
        runJob(before);

        String other = "%011d".formatted(RANDOM.nextLong(100_000_000_000L));
        everythingIsThere(other, "plot-" + UUID.randomUUID(), List.of());
        RequestId after = accepted(ask(changing, somebody(), other));
        drain();

        assertThat(view(before).amountSatang()).isEqualTo(1_000_000L);
        assertThat(view(after).amountSatang()).isEqualTo(900_000L);
        assertThat(state(after)).isEqualTo(RequestState.DISBURSING);
    }

    /** Farmer support under another name, with this rate. */
    private void deploy(String id, String satangPerRai) {
        var deployment = repository.createDeployment().name(id);
        Models.all().stream().filter(name -> name.startsWith("farmer-support")).forEach(name -> {
            String text = Models.text(name)
                    .replace("farmer-support", id)
                    .replace("<text>100000</text>", "<text>" + satangPerRai + "</text>");
            deployment.addInputStream(
                    name.replace("farmer-support", id),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        });
        deployment.deploy();
    }

    private static Round inRound(Round of, String round) {
        return new Round(of.programme, round, of.amountSatang, of.refusing, of.refused, of.reason, of.silent);
    }

    private void takesRequests(Round wanted) {
        Programme programme = programmes.find(wanted.id()).orElseThrow();
        if (!programme.isPublished() || !programme.round().equals(wanted.round)) publishNewest(wanted);
    }

    private void publishNewest(Round wanted) {
        String newest = programmes.versions(wanted.id()).get(0).definitionId();
        TestProgrammes.approved(proposals, TestProgrammes.publication(wanted.id(), newest, wanted.round, 1));
    }

    private void budget(Round programme, long satang) {
        programmes
                .appropriate(programme.id(), satang, UUID.randomUUID().toString())
                .orThrow();
    }

    /** This household lives there, has 10 rai of rice, and was flooded for 45 days, which cost it half of the rice. */
    private void everythingIsThere() {
        everythingIsThere(household, plot, List.of());
    }

    private static void everythingIsThere(String house, String plot, List<String> overlaps) {
        theOutsideIsWell();
        registrySays("citizen", citizen(house));
        registrySays(
                "farmer",
                """
                {"farmerRegistered":true,"farmerRegisteredOn":"2020-05-01","farmHouseholdCode":"F%s",
                 "plots":[{"plotId":"%s","district":"1001","crop":"rice","areaSquareWah":4000,
                           "registeredOn":"2024-06-01","landRight":true,"overlaps":[%s]}]}
                """
                        .formatted(
                                house,
                                plot,
                                String.join(
                                        ",",
                                        overlaps.stream()
                                                .map(id -> '"' + id + '"')
                                                .toList())));
        registrySays("disaster", disaster(45).replace("PLOT", plot));
    }

    private static String citizen(String house) {
        return """
                {"nationality":"TH","birthDate":"1990-01-31","householdRegistered":true,"alive":true,
                 "addressDistrict":"1001","houseCode":"%s","headOfHousehold":true}
                """
                .formatted(house);
    }

    private static String disaster(int days) {
        return """
                {"areaDeclared":true,"declaredFrom":"2024-09-10","daysFlooded":%d,"damageDocumented":true,
                 "certified":true,"damagedPlots":[{"plotId":"PLOT","crop":"rice","damagedSquareWah":2000,
                 "damagedOn":"2024-09-12"}]}
                """
                .formatted(days);
    }

    private RequestId referred(Round programme) {
        registryKnowsNobody(programme.silent);
        RequestId id = received(programme);
        drain();
        assertThat(state(id)).isEqualTo(RequestState.REFERRED);
        return id;
    }

    private RequestId received(Round programme) {
        return accepted(ask(programme, person, household));
    }

    private static RequestId accepted(Receipt receipt) {
        assertThat(receipt).isInstanceOf(Receipt.Accepted.class);
        return ((Receipt.Accepted) receipt).id();
    }

    private Receipt ask(Round programme, CitizenId citizen, String house) {
        Map<String, Object> answers = new HashMap<>(Map.of("declaration", true, "phone", "0812345678"));
        if (programme.decidesAgain()) answers.put("household", house);
        return requests.receive(new NewRequest(
                "super-app", UUID.randomUUID().toString(), programme.id(), citizen, BUA, "1234567890", answers));
    }

    private void review(RequestId id, Map<String, Object> findings) {
        Task task = task(id);
        tasks.claim(task.getId(), "cw1");
        tasks.complete(task.getId(), findings);
    }

    private Task task(RequestId id) {
        return tasks.createTaskQuery().processInstanceBusinessKey(id.toString()).singleResult();
    }

    private Job job(RequestId id) {
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(id.toString())
                .singleResult()
                .getId();
        return management.createJobQuery().processInstanceId(instance).singleResult();
    }

    private void runJob(RequestId id) {
        management.executeJob(job(id).getId());
    }

    private void drain() {
        while (starter.workOnce()) {
            // One batch a turn.
        }
    }

    private void assertGranted(RequestId id, Round programme, long satang) {
        assertThat(view(id).amountSatang()).isEqualTo(satang);
        assertThat(state(id)).isEqualTo(RequestState.DISBURSING);
        assertThat(entitled(programme)).isEqualTo(satang);
    }

    private void assertRejected(RequestId id, String reason) {
        assertThat(view(id).reasons().get(0).code()).isEqualTo(reason);
        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
        assertThat(running(id)).isZero();
    }

    private long entitled(Round programme) {
        return books.balance(AccountRef.entitlement(programme.id(), people.enter(person)))
                .orElse(0L);
    }

    private RequestState state(RequestId id) {
        return view(id).state();
    }

    private RequestView view(RequestId id) {
        return requests.find(id).orElseThrow();
    }

    private long running(RequestId id) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(id.toString())
                .count();
    }
}
