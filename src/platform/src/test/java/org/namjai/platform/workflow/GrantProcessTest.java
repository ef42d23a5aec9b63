package org.namjai.platform.workflow;

import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.EngineSlice;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.privacy.People;
import org.namjai.platform.request.NewRequest;
import org.namjai.platform.request.Receipt;
import org.namjai.platform.request.RequestBatches;
import org.namjai.platform.request.RequestId;
import org.namjai.platform.request.RequestState;
import org.namjai.platform.request.RequestView;
import org.namjai.platform.request.Requests;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Reason;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Requests on their way through the shipped models; the test takes each step that a worker or a job would. */
class GrantProcessTest extends EngineSlice {
    private static final long AMOUNT = 1_000_000;

    @Autowired
    private RequestStarter starter;

    @Autowired
    private BatchStarter batches;

    @Autowired
    private AnswerCorrelator correlator;

    @Autowired
    private Requests requests;

    @Autowired
    private Books books;

    @Autowired
    private People people;

    @Autowired
    private RequestBatches intake;

    @Autowired
    private HistoryService history;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    private final CitizenId person = somebody();

    @BeforeEach
    void nobodyWorksBeside() {
        starter.stop();
        batches.stop();
        correlator.stop();
        // What other tests left to be paid is no part of this one's batch.
        drain(batches);
    }

    @Test
    void eligiblePerson_isPaidIntoTheWallet() throws Exception {
        budgetForOne();
        RequestId id = received();
        drain(starter);
        assertThat(state(id)).isEqualTo(RequestState.DISBURSING);
        assertBalances(AMOUNT, 0, 0);

        UUID disbursement = instructed(id);
        assertBalances(0, AMOUNT, 0);
        OUTSIDE.verify(
                1,
                putRequestedFor(urlPathEqualTo("/banks/api/v1/disbursements/" + disbursement))
                        .withRequestBody(matchingJsonPath("$[?(@.amountSatang == 1000000)]")));

        answer(disbursement, "{\"outcome\":\"credited\",\"walletId\":\"%s\"}".formatted(UUID.randomUUID()));
        answersAreBooked(id);
        assertThat(state(id)).isEqualTo(RequestState.PAID);
        assertBalances(0, 0, AMOUNT);
        assertThat(running(batch(id))).isZero();
    }

    @Test
    void ineligiblePerson_isRejectedWithItsReasonAndNothingMoves() {
        registrySays("revenue", "{\"incomeSatang\":84000001}");
        long before = budget();
        RequestId id = received();
        drain(starter);

        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
        assertThat(reason(id).en()).containsIgnoringCase("income");
        assertThat(budget()).isEqualTo(before);
        assertBalances(0, 0, 0);
        assertThat(running(id.toString())).isZero();
    }

    @Test
    void referredPerson_isApprovedByACaseWorker() {
        budgetForOne();
        RequestId id = referred();

        complete(id, true, "ตรวจแล้ว");

        assertThat(state(id)).isEqualTo(RequestState.DISBURSING);
        assertThat(reason(id).code()).isEqualTo("approved-after-review");
        assertBalances(AMOUNT, 0, 0);
    }

    @Test
    void referredPerson_isRejectedWithTheCaseWorkersNote() {
        RequestId id = referred();

        complete(id, false, "เอกสารไม่ตรง");

        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
        assertThat(reason(id).th()).contains("เอกสารไม่ตรง");
        assertThat(reason(id).en()).contains("เอกสารไม่ตรง");
        assertBalances(0, 0, 0);
    }

    @Test
    void exhaustedBudget_rejectsAndNothingMoves() {
        giveAway(budget());
        long before = budget();
        RequestId id = received();
        drain(starter);

        assertThat(state(id)).isEqualTo(RequestState.REJECTED);
        assertThat(reason(id).code()).isEqualTo("budget-exhausted");
        assertThat(budget()).isEqualTo(before);
        assertBalances(0, 0, 0);
    }

    @Test
    void refusalByTheBank_failsTheRequestAndTheMoneyGoesBack() throws Exception {
        long before = budget();
        budgetForOne();
        RequestId id = received();
        drain(starter);
        UUID disbursement = instructed(id);

        answer(disbursement, "{\"outcome\":\"refused\",\"reasonCode\":\"account-closed\"}");
        answersAreBooked(id);

        assertThat(state(id)).isEqualTo(RequestState.FAILED);
        assertThat(reason(id).code()).isEqualTo("account-closed");
        assertBalances(0, 0, 0);
        assertThat(budget()).as("the programme has it again").isEqualTo(before + AMOUNT);
        assertThat(running(batch(id))).isZero();
    }

    @Test
    void registryAway_leavesTheRequestReceivedUntilItIsBack() {
        budgetForOne();
        registryIsAway("deposits");
        RequestId id = received();

        assertThat(starter.workOnce()).isTrue();
        assertThat(state(id)).isEqualTo(RequestState.RECEIVED);
        assertThat(running(id.toString())).isZero();
        assertThat(starter.workOnce()).as("waits its turn").isFalse();

        theOutsideIsWell();
        jdbc.sql("update request set next_try_at = now() where id = :id")
                .param("id", id.value())
                .update();
        drain(starter);
        assertThat(state(id)).isEqualTo(RequestState.DISBURSING);
        assertBalances(AMOUNT, 0, 0);
    }

    @Test
    void batch_asksEachRegistryOnceForAllOfIt() {
        OUTSIDE.resetRequests();
        received(3);
        drain(starter);

        for (String registry : List.of("citizen", "revenue", "deposits", "corrections", "sanctions")) {
            OUTSIDE.verify(1, postRequestedFor(urlPathEqualTo("/registries/" + registry + "/registry/sync/search")));
        }
    }

    @Test
    void budgetThatEndsInTheMiddleOfABatch_goesToThoseWhoAskedFirst() {
        budgetForOne();
        budgetForOne();
        List<RequestId> asked = received(4);
        drain(starter);

        assertThat(asked.stream().map(this::state))
                .containsExactly(
                        RequestState.DISBURSING, RequestState.DISBURSING, RequestState.REJECTED, RequestState.REJECTED);
        assertThat(reason(asked.get(3)).code()).isEqualTo("budget-exhausted");
        assertThat(budget()).isLessThan(AMOUNT);
    }

    @Test
    void requestThatCannotBeRead_endsAloneAndSpoilsNoOther() {
        List<RequestId> asked = received(5);
        asked.forEach(id -> budgetForOne());
        RequestId spoiled = asked.get(2);
        jdbc.sql("update request set personal_sealed = 'spoiled' where id = ?")
                .param(spoiled.value())
                .update();
        drain(starter);

        assertThat(state(spoiled)).isEqualTo(RequestState.RECEIVED);
        assertThat(asked).filteredOn(id -> !id.equals(spoiled)).allMatch(id -> state(id) == RequestState.DISBURSING);
        assertThat(jdbc.sql("select tries from request where id = ?")
                        .param(spoiled.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        budgetForNobody();
    }

    @Test
    void starterKilledWithRequestsInHand_losesNoneAndStartsNoneTwice() {
        List<RequestId> asked = received(3);
        asked.forEach(id -> budgetForOne());
        // Killed before their processes ran: they are borrowed and nothing else.
        intake.borrow(100, Duration.ofMinutes(2));
        assertThat(starter.workOnce()).as("somebody holds them").isFalse();

        jdbc.sql("update request set next_try_at = now() - interval '1 second' where state = 'received'")
                .update();
        drain(starter);

        for (RequestId id : asked) {
            assertThat(state(id)).isEqualTo(RequestState.DISBURSING);
            assertThat(jdbc.sql("select count(*) from act_hi_procinst where business_key_ = ?")
                            .param(id.toString())
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
            assertThat(jdbc.sql("select count(*) from transfer where cause = ? and kind = 'commit'")
                            .param(id.value())
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void finishedRequests_leaveNothingInTheRuntimeTables() {
        long tasks = rows("act_ru_task");
        long variables = rows("act_ru_variable");
        List<RequestId> asked = received(4);
        asked.forEach(id -> budgetForOne());
        drain(starter);

        assertThat(asked).allMatch(id -> running(id.toString()) == 0);
        assertThat(rows("act_ru_task")).isEqualTo(tasks);
        assertThat(rows("act_ru_variable")).isEqualTo(variables);
    }

    @Test
    void enginesHistory_isClearedWhenItsTimeIsOver() {
        RequestId id = received();
        drain(starter);
        String ofThis = " from act_hi_procinst where business_key_ = '" + id + "'";
        assertThat(jdbc.sql("select removal_time_ = start_time_ + interval '180 days'" + ofThis)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        jdbc.sql("update act_hi_procinst set removal_time_ = now() - interval '1 day' where business_key_ = ?")
                .param(id.toString())
                .update();

        history.cleanUpHistoryAsync(true);
        history.findHistoryCleanupJobs().forEach(job -> management.executeJob(job.getId()));

        assertThat(jdbc.sql("select count(*)" + ofThis).query(Long.class).single())
                .isZero();
        assertThat(state(id)).as("ours stays").isEqualTo(RequestState.REJECTED);
    }

    private long rows(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private List<RequestId> received(int count) {
        return IntStream.range(0, count).mapToObj(i -> received(somebody())).toList();
    }

    private RequestId referred() {
        registryKnowsNobody("deposits");
        RequestId id = received();
        drain(starter);
        assertThat(state(id)).isEqualTo(RequestState.REFERRED);
        return id;
    }

    private void complete(RequestId id, boolean approved, String note) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .taskCandidateGroup("case-worker")
                .singleResult();
        tasks.claim(task.getId(), "cw1");
        tasks.complete(task.getId(), Map.of("approved", approved, "reviewNote", note));
    }

    private RequestId received() {
        return received(person);
    }

    private RequestId received(CitizenId person) {
        Receipt receipt = requests.receive(new NewRequest(
                "super-app",
                UUID.randomUUID().toString(),
                PROGRAMME,
                person,
                BUA,
                "1234567890",
                Map.of("declaration", true, "phone", "0812345678")));
        return ((Receipt.Accepted) receipt).id();
    }

    /** A batch is made and its jobs send the instruction; its id. */
    private UUID instructed(RequestId request) {
        drain(batches);
        runJobs(batch(request));
        return jdbc.sql(
                        """
                        select i.id from disbursement_instruction i join disbursement d on d.id = i.disbursement
                        where d.request_id = :request
                        """)
                .param("request", request.value())
                .query(UUID.class)
                .single();
    }

    private void answersAreBooked(RequestId request) {
        drain(correlator);
        runJobs(batch(request));
    }

    private String batch(RequestId request) {
        return jdbc.sql("select batch from disbursement where request_id = :request")
                .param("request", request.value())
                .query(UUID.class)
                .single()
                .toString();
    }

    /** All but timers, until none is left. */
    private void runJobs(String businessKey) {
        var jobs = management.createJobQuery().messages().active();
        for (var next = next(jobs, businessKey); next.isPresent(); next = next(jobs, businessKey)) {
            management.executeJob(next.get().getId());
        }
    }

    private Optional<Job> next(JobQuery jobs, String businessKey) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(businessKey).list().stream()
                .flatMap(instance -> jobs.processInstanceId(instance.getId()).list().stream())
                .findFirst();
    }

    private void answer(UUID disbursement, String body) throws Exception {
        mvc.perform(MockMvcRequestBuilders.post("/api/v1/disbursements/{id}/answer", disbursement)
                        .with(jwt().jwt(token -> token.claim("participant_id", BUA.value()))
                                .authorities(AuthorityUtils.createAuthorityList("ROLE_participant")))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isNoContent());
    }

    private void giveAway(long satang) {
        if (satang == 0) return;
        var somebody = AccountRef.entitlement(PROGRAMME, people.enter(somebody()));
        books.open(somebody);
        books.post(List.of(TransferOrder.of(
                                UUID.randomUUID().toString(),
                                TransferKind.COMMIT,
                                AccountRef.budget(PROGRAMME),
                                somebody,
                                satang)
                        .at(BUA)))
                .orThrow();
    }

    /** So that other tests find the budget as they left it. */
    private void budgetForNobody() {
        giveAway(budget());
    }

    private void budgetForOne() {
        programmes.appropriate(PROGRAMME, AMOUNT, UUID.randomUUID().toString()).orThrow();
    }

    private long budget() {
        return balance(AccountRef.budget(PROGRAMME));
    }

    private void assertBalances(long entitlement, long clearing, long wallet) {
        var subject = people.enter(person);
        assertThat(List.of(
                        balance(AccountRef.entitlement(PROGRAMME, subject)),
                        balance(AccountRef.clearing(PROGRAMME, BUA)),
                        balance(AccountRef.wallet(PROGRAMME, BUA, subject))))
                .as("entitlement, clearing, wallet")
                .containsExactly(entitlement, clearing, wallet);
    }

    private long balance(AccountRef account) {
        return books.balance(account).orElse(0L);
    }

    private RequestState state(RequestId id) {
        return view(id).state();
    }

    private Reason reason(RequestId id) {
        return view(id).reasons().get(0);
    }

    private RequestView view(RequestId id) {
        return requests.find(id).orElseThrow();
    }

    private long running(String businessKey) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .count();
    }

    private static void drain(Worker worker) {
        while (worker.workOnce()) {
            // One piece of work a turn.
        }
    }
}
