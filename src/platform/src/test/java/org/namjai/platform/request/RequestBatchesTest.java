package org.namjai.platform.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.request.RequestBatches.Received;
import org.namjai.platform.request.RequestBatches.Waiting;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Pseudonym;
import org.namjai.platform.shared.Reason;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;

class RequestBatchesTest extends DomainSlice {
    private static final long AMOUNT = 1_000_000;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Reason REASON = new Reason("eligible", "มีสิทธิ", "Eligible.");
    private static final Decision YES = new Decision("eligible", AMOUNT, REASON, "table");
    private static final Decision NO =
            new Decision("ineligible", 0, new Reason("budget-exhausted", "งบหมด", "Used up."), "table");

    @Autowired
    private RequestBatches batches;

    @Autowired
    private Requests requests;

    @Autowired
    private Entitlements entitlements;

    @Autowired
    private TableDecisions decisions;

    @Autowired
    private Claims claims;

    @Autowired
    private ApplicantMessages messages;

    @BeforeEach
    void nobodyWaits() {
        jdbc.sql("update request set next_try_at = now() + interval '1 day' where state = 'received'")
                .update();
    }

    @Test
    void borrowedByTwoWorkersAtOnce_eachRequestGoesToOne_inTheOrderTheyCame() throws Exception {
        List<RequestId> mine = received(7);
        var taken = new ArrayList<RequestId>(ids(batches.borrow(3, LONG)));
        assertThat(taken).isEqualTo(mine.subList(0, 3));
        var other = Executors.newSingleThreadExecutor();
        try {
            taken.addAll(other.submit(() -> ids(batches.borrow(1_000, LONG))).get());
        } finally {
            other.shutdownNow();
        }
        assertThat(taken).isEqualTo(mine);
        assertThat(batches.borrow(1_000, LONG)).isEmpty();
        assertThat(mine).allMatch(id -> state(id) == RequestState.RECEIVED);
    }

    @Test
    void borrowedByAWorkerThatDied_comesBackWhenItsTimeIsOver() {
        List<RequestId> mine = received(2);
        assertThat(batches.borrow(10, Duration.ofMillis(-1))).hasSize(2);

        assertThat(ids(batches.borrow(10, LONG))).isEqualTo(mine);
    }

    @Test
    void requestThatWasStartedMeanwhile_isNotStartedTwice() {
        List<RequestId> mine = received(3);
        together(mine.subList(0, 1), batch -> {});
        var worked = new ArrayList<RequestId>();

        together(mine, batch -> batch.forEach(request -> worked.add(request.id())));

        assertThat(worked).isEqualTo(mine.subList(1, 3));
        together(mine, batch -> worked.add(new RequestId(UUID.randomUUID())));
        assertThat(worked).hasSize(2);
    }

    @Test
    void workThatFails_leavesEverythingAsItWas() {
        giveBudget(3);
        long before = budget();
        List<RequestId> mine = received(3);

        assertThatThrownBy(() -> together(mine, batch -> {
                    batch.forEach(this::grant);
                    throw new IllegalStateException("killed here");
                }))
                .hasMessage("killed here");

        assertThat(mine).allMatch(id -> state(id) == RequestState.RECEIVED);
        assertThat(mine).allMatch(id -> history(id).equals(List.of(RequestState.RECEIVED)));
        assertThat(budget()).isEqualTo(before);
        together(mine, batch -> batch.forEach(this::grant));
        assertThat(budget()).isEqualTo(before - 3 * AMOUNT);
    }

    @Test
    void batch_isWrittenAsEachRequestAloneWouldBe() {
        giveBudget(2);
        List<RequestId> mine = received(2);
        together(mine, batch -> {
            assertThat(batch.get(0).answers()).containsEntry("phone", "0812345678");
            assertThat(batch.get(0).round()).isEqualTo("1");
            grant(batch.get(0));
            assertThat(requests.payout(mine.get(0)).account()).isEqualTo("1234567890");
            requests.disbursing(mine.get(0));
            requests.refer(mine.get(1), new Decision("refer", 0, REASON, "table"));
            assertThat(state(mine.get(1))).isEqualTo(RequestState.REFERRED);
        });

        assertThat(history(mine.get(0)))
                .containsExactly(
                        RequestState.RECEIVED, RequestState.IN_PROCESS, RequestState.APPROVED, RequestState.DISBURSING);
        RequestView view = requests.find(mine.get(0)).orElseThrow();
        assertThat(view.amountSatang()).isEqualTo(AMOUNT);
        assertThat(view.reasons()).containsExactly(REASON);
        assertThat(jdbc.sql("select decided_by from request_history where request_id = ? and state = 'approved'")
                        .param(mine.get(0).value())
                        .query(String.class)
                        .single())
                .isEqualTo("table");
        assertThat(history(mine.get(1)))
                .containsExactly(RequestState.RECEIVED, RequestState.IN_PROCESS, RequestState.REFERRED);
        requests.approve(mine.get(1), YES);
        assertThat(entitlements.open(mine.get(1))).isInstanceOf(EntitlementResult.Opened.class);
    }

    @Test
    void tablesDecisions_areWrittenWithTheirBatch_inTheirOrderOrNotAtAll() {
        List<RequestId> mine = received(2);
        assertThatThrownBy(() -> together(mine, batch -> {
                    decisions.keep(mine.get(0), decided("undone"));
                    throw new IllegalStateException("killed here");
                }))
                .hasMessage("killed here");

        together(mine, batch -> {
            decisions.keep(mine.get(0), decided("refer"));
            decisions.keep(mine.get(1), decided("ineligible"));
            decisions.keep(mine.get(0), decided("eligible"));
            assertThat(decisions.of(mine.get(0))).isEmpty();
        });
        decisions.keep(mine.get(1), decided("alone"));

        assertThat(decisions.of(mine.get(0)).stream().map(TableDecisions.Kept::decision))
                .containsExactly(decided("refer"), decided("eligible"));
        assertThat(decisions.of(mine.get(1)).stream().map(TableDecisions.Kept::decision))
                .containsExactly(decided("ineligible"), decided("alone"));
    }

    private static TableDecision decided(String outcome) {
        return new TableDecision(
                "test-eligibility",
                "test-eligibility:1:x",
                1,
                outcome,
                AMOUNT,
                REASON,
                List.of(new TableDecision.Rule("Rule_1", "§ 1, \"ข้อ 1\"")),
                new TableDecision.Basis(
                        List.of(new TableDecision.Input("Input_1", "อายุ / Age", 42)), Map.of("age", 42)));
    }

    @Test
    void budgetThatEndsInTheMiddleOfABatch_goesToThoseWhoCameFirst() {
        leaveBudgetFor(2);
        List<RequestId> mine = received(5);

        together(mine, batch -> batch.forEach(this::grantOrReject));

        assertThat(mine.stream().map(this::state))
                .containsExactly(
                        RequestState.APPROVED,
                        RequestState.APPROVED,
                        RequestState.REJECTED,
                        RequestState.REJECTED,
                        RequestState.REJECTED);
        assertThat(budget()).isLessThan(AMOUNT);
        assertThat(mine.stream().filter(id -> entitlement(id) == AMOUNT)).isEqualTo(mine.subList(0, 2));
    }

    @Test
    void budgetTakenBySomebodyElseMeanwhile_undoesTheBatch_whichThenSeesIt() {
        leaveBudgetFor(2);
        List<RequestId> mine = received(2);
        RequestId quick = received(1).get(0);

        assertThatThrownBy(() -> together(mine, batch -> {
                    batch.forEach(this::grant);
                    besides(() -> together(List.of(quick), other -> other.forEach(this::grant)));
                }))
                .isInstanceOf(BudgetMoved.class);
        assertThat(mine).allMatch(id -> state(id) == RequestState.RECEIVED);

        together(mine, batch -> batch.forEach(this::grantOrReject));
        assertThat(mine.stream().map(this::state)).containsExactly(RequestState.APPROVED, RequestState.REJECTED);
        assertThat(entitlement(quick)).isEqualTo(AMOUNT);
    }

    /** Batches of many workers on one budget: it is spent to the last grant and not beyond, each request once. */
    @Test
    void manyWorkersOnOneBudget_spendItExactly() throws Exception {
        leaveBudgetFor(37);
        Set<RequestId> mine = new HashSet<>(received(60));
        var workers = Executors.newFixedThreadPool(4);
        try {
            var done = IntStream.range(0, 4)
                    .mapToObj(i -> workers.submit(this::workUntilNothingWaits))
                    .toList();
            for (var worker : done) worker.get();
        } finally {
            workers.shutdownNow();
        }

        assertThat(mine.stream().collect(Collectors.groupingBy(this::state, Collectors.counting())))
                .containsEntry(RequestState.APPROVED, 37L)
                .containsEntry(RequestState.REJECTED, 23L);
        assertThat(mine.stream().mapToLong(this::entitlement).sum()).isEqualTo(37 * AMOUNT);
        assertThat(budget()).isLessThan(AMOUNT);
    }

    private void workUntilNothingWaits() {
        for (List<RequestId> batch = ids(batches.borrow(7, LONG));
                !batch.isEmpty();
                batch = ids(batches.borrow(7, LONG))) {
            for (boolean worked = false; !worked; ) {
                try {
                    together(batch, requests -> requests.forEach(this::grantOrReject));
                    worked = true;
                } catch (BudgetMoved e) {
                    // As the starter does.
                }
            }
        }
    }

    @Test
    void postponedRequest_letsOthersGoFirst() {
        List<RequestId> failing = received(2);

        batches.postpone(failing);

        List<RequestId> others = received(1);
        assertThat(ids(batches.borrow(10, LONG))).isEqualTo(others);
        jdbc.sql("update request set next_try_at = now() - interval '1 second' where id = any(?)")
                .param(failing.stream().map(RequestId::value).toArray(UUID[]::new))
                .update();
        assertThat(ids(batches.borrow(10, LONG))).containsExactlyInAnyOrderElementsOf(failing);
    }

    @Test
    void workWithoutATransaction_isRefused() {
        assertThatThrownBy(() -> batches.work(List.of(), batch -> {}))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void plotsClaimedByOneRequest_areNotClaimedByAnother_untilItIsRejected() {
        List<RequestId> two = received(2);
        String run = UUID.randomUUID().toString();
        two.forEach(requests::begin);

        assertThat(claims.claim(two.get(0), "plot", List.of(run + "a", run + "b")))
                .isTrue();
        assertThat(claims.claim(two.get(0), "plot", List.of(run + "b", run + "a", run + "a")))
                .as("again")
                .isTrue();
        assertThat(claims.claim(two.get(1), "plot", List.of(run + "c", run + "b")))
                .isFalse();
        assertThat(claims.claim(two.get(1), "building", List.of(run + "b")))
                .as("another kind of unit")
                .isTrue();
        assertThat(jdbc.sql("select count(*) from request_claim where request_id = ?")
                        .param(two.get(1).value())
                        .query(Long.class)
                        .single())
                .as("all or none")
                .isEqualTo(1);

        requests.reject(two.get(0), NO);
        assertThat(claims.claim(two.get(1), "plot", List.of(run + "c", run + "b")))
                .isTrue();
    }

    @Test
    void plotOfARequestThatItsOwnBatchRejected_isFree() {
        List<RequestId> two = received(2);
        String plot = UUID.randomUUID().toString();
        together(two, batch -> {
            assertThat(claims.claim(two.get(0), "plot", List.of(plot))).isTrue();
            assertThat(claims.claim(two.get(1), "plot", List.of(plot))).isFalse();
            requests.reject(two.get(0), NO);
            assertThat(claims.claim(two.get(1), "plot", List.of(plot))).isTrue();
        });
    }

    @Test
    void earlierPayments_areThoseOfTheUnitInAllRounds_withoutThisOne() {
        CitizenId person = somebody();
        giveBudget(2);
        RequestId first = received(person);
        together(List.of(first), batch -> batch.forEach(this::grant));
        assertThat(claims.paidSatang(first)).isZero();
        jdbc.sql("update request set round = 'old' where id = ?")
                .param(first.value())
                .update();
        RequestId second = received(person);

        assertThat(claims.paidSatang(second)).isEqualTo(AMOUNT);
        RequestId stranger = received(1).get(0);
        together(List.of(second, stranger), batch -> {
            assertThat(claims.paidSatang(second)).isEqualTo(AMOUNT);
            assertThat(claims.paidSatang(second, List.of("old", "2"))).isEqualTo(AMOUNT);
            assertThat(claims.paidSatang(second, List.of("1", "2"))).isZero();
            assertThat(claims.paidSatang(stranger)).isZero();
        });
        assertThat(claims.paidSatang(received(1).get(0))).isZero();
    }

    @Test
    void messages_areKeptSealedInTheirOrder() {
        RequestId id = received(1).get(0);

        messages.tell(id, "ก่อน", "before");
        messages.tell(id, "หลัง", "after");

        assertThat(messages.of(id)).extracting(ApplicantMessages.Message::en).containsExactly("before", "after");
        assertThat(jdbc.sql("select string_agg(encode(text_sealed, 'escape'), ' ') from request_message")
                        .query(String.class)
                        .single())
                .doesNotContain("before");
    }

    private void grant(Received request) {
        requests.approve(request.id(), YES);
        assertThat(entitlements.open(request.id())).isInstanceOf(EntitlementResult.Opened.class);
    }

    private void grantOrReject(Received request) {
        requests.approve(request.id(), YES);
        if (entitlements.open(request.id()) instanceof EntitlementResult.BudgetExhausted) {
            requests.reject(request.id(), NO);
        }
    }

    private void together(List<RequestId> ids, Consumer<List<Received>> work) {
        transaction.executeWithoutResult(status -> batches.work(ids, work));
    }

    private static void besides(Runnable work) {
        var other = Executors.newSingleThreadExecutor();
        try {
            other.submit(work).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            other.shutdownNow();
        }
    }

    private void giveBudget(int grants) {
        programmes
                .appropriate(PROGRAMME, grants * AMOUNT, UUID.randomUUID().toString())
                .orThrow();
    }

    /** Others' tests left something; it is granted away first. */
    private void leaveBudgetFor(int grants) {
        giveBudget(grants);
        int tooMany = (int) (budget() / AMOUNT) - grants;
        if (tooMany > 0) {
            together(received(tooMany), batch -> batch.forEach(this::grant));
        }
    }

    private long entitlement(RequestId id) {
        String subject = jdbc.sql("select subject from request where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
        return books.balance(AccountRef.entitlement(PROGRAMME, new Pseudonym(subject)))
                .orElse(0L);
    }

    private List<RequestId> received(int count) {
        return IntStream.range(0, count).mapToObj(i -> received(somebody())).toList();
    }

    private RequestId received(CitizenId person) {
        Receipt receipt = requests.receive(requestOf(person));
        return ((Receipt.Accepted) Objects.requireNonNull(receipt)).id();
    }

    private static List<RequestId> ids(List<Waiting> waiting) {
        return waiting.stream().map(Waiting::id).toList();
    }

    private RequestState state(RequestId id) {
        return requests.find(id).orElseThrow().state();
    }

    private List<RequestState> history(RequestId id) {
        return requests.find(id).orElseThrow().history().stream()
                .map(RequestView.Step::state)
                .toList();
    }
}
