package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.EngineSlice;
import org.namjai.platform.TestProgrammes;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.BooksProof;
import org.namjai.platform.payment.SpendingWindow;
import org.namjai.platform.payment.SpendingWindow.State;
import org.namjai.platform.payment.SpendingWindows;
import org.namjai.platform.payment.TestShopping;
import org.namjai.platform.payment.Unspent;
import org.namjai.platform.programme.Programme;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.transaction.support.TransactionTemplate;

/** The window of the Digital Wallet's round from its publication to its end; jobs and timers go off when the test says so. */
class SpendingWindowProcessTest extends EngineSlice {
    private static final long BALANCE = 10_000;
    private static final Programme.Window PAST =
            new Programme.Window(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-06-01T00:00:00Z"));

    @Autowired
    private WindowWatch watch;

    @Autowired
    private SpendingWindows windows;

    @Autowired
    private Unspent unspent;

    @Autowired
    private TestShopping shopping;

    @Autowired
    private Books books;

    @Autowired
    private BooksProof proof;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private TransactionTemplate transaction;

    private String round = "2";
    private long returnedBefore;

    @BeforeAll
    static void nothingWasPassed() {
        PassedElements.forget();
    }

    @AfterAll
    static void everyElement_wasPassed() {
        assertThat(PassedElements.missedOf("spending-window")).isEmpty();
    }

    @BeforeEach
    void aRoundOfItsOwn() {
        watch.stop();
        publish("2");
        drain();
        runJobs();
        returnedBefore = window().returnedSatang();
    }

    /** Their instances end. */
    @AfterEach
    void theFirstRoundGoesOn() {
        publish(TestProgrammes.ROUND);
        for (String over : List.of("2", "3")) {
            runJobs(PROGRAMME + "/" + over);
            drain();
            runJobs(PROGRAMME + "/" + over);
        }
    }

    @Test
    void roundsWindow_opensSettlesClosesAndReturnsTheUnspent() {
        TestShopping.Person payer = shopping.personWith(BALANCE);
        UUID shop = shopping.shop(BUA);
        shopping.buys(payer, shop, 2_500);
        assertThat(timer().getDuedate().toInstant()).isBeforeOrEqualTo(Instant.now());

        fire(timer());
        assertThat(shopping.receipts(shop)).as("settled").isZero();
        assertThat(timer().getDuedate().toInstant())
                .as("after the interval of the table")
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(355)),
                        Instant.now().plus(Duration.ofMinutes(365)));
        assertThat(shopping.balance(payer)).isEqualTo(BALANCE - 2_500);
        shopping.buys(payer, shop, 500);
        long budget = budget();

        closed();

        assertThat(shopping.receipts(shop)).isZero();
        assertThat(shopping.balance(payer)).isZero();
        assertThat(budget() - budget).isEqualTo(returned()).isGreaterThanOrEqualTo(BALANCE - 3_000);
        assertThat(window().state()).isEqualTo(State.RETURNED);
        assertThat(instance()).isNull();
        assertThatTheBooksAreRight();
    }

    @Test
    void windowMovedByOfficers_movesTheTimer_andOneOpenedAgainHasAProcessAgain() {
        Instant opens = Instant.parse("2099-01-01T00:00:00Z");
        moved(new Programme.Window(opens, Instant.parse("2100-01-01T00:00:00Z")));
        assertThat(window().state()).isEqualTo(State.WAITING);
        assertThat(timer().getDuedate().toInstant()).isEqualTo(opens);
        closed();
        assertThat(instance()).isNull();

        TestProgrammes.spendable(proposals, PROGRAMME, TestProgrammes.ALWAYS);
        drain();
        drain();
        runJobs();

        assertThat(window().state()).isEqualTo(State.OPEN);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(key())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void nextRoundPublished_goesOnWithTheSameWallets() {
        fire(timer());
        publish("3");
        drain();
        runJobs();
        round = "3";
        runJobs();

        assertThat(windows.of(PROGRAMME))
                .filteredOn(window -> window.round().equals("2"))
                .extracting(SpendingWindow::state)
                .containsExactly(State.SUPERSEDED);
        assertThat(window().state()).isEqualTo(State.OPEN);
    }

    @Test
    void operatorSettlesNow_withoutWaitingForTheInterval() {
        fire(timer());
        TestShopping.Person payer = shopping.personWith(BALANCE);
        UUID shop = shopping.shop(BUA);
        shopping.buys(payer, shop, 700);

        assertThat(watch.settleNow(PROGRAMME)).isTrue();
        assertThat(watch.settleNow(PROGRAMME)).as("it is at work").isFalse();
        runJobs();

        assertThat(shopping.receipts(shop)).isZero();
    }

    @Test
    void returningKilledInTheMiddle_returnsEachWalletOnce() {
        TestShopping.Person payer = shopping.personWith(BALANCE);
        close();
        long budget = budget();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    unspent.returnSet(PROGRAMME, round);
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(shopping.balance(payer)).isEqualTo(BALANCE);

        runJobs();

        assertThat(shopping.balance(payer)).isZero();
        assertThat(budget() - budget).isEqualTo(returned());
        assertThatTheBooksAreRight();
    }

    @Test
    void purchaseThatRacedWithTheClose_isSettledBeforeTheWindowIsOver() {
        TestShopping.Person payer = shopping.personWith(BALANCE);
        UUID shop = shopping.shop(BUA);
        fire(timer());
        close();
        // Up to the wallets; the purchase was allowed before the close and comes to the books now.
        while (!jobOf("Task_ReturnSet")) runJob();
        bookedLate(payer, shop, 400);

        runJobs();

        assertThat(shopping.receipts(shop)).isZero();
        assertThat(shopping.balance(payer)).isZero();
        assertThat(window().state()).isEqualTo(State.RETURNED);
        assertThatTheBooksAreRight();
    }

    @Test
    void purchaseAfterTheClose_isRefused() {
        TestShopping.Person payer = shopping.personWith(BALANCE);
        UUID shop = shopping.shop(BUA);
        close();

        shopping.buys(payer, shop, 400);

        assertThat(shopping.receipts(shop)).isZero();
        runJobs();
        shopping.buys(payer, shop, 400);
        assertThat(shopping.receipts(shop)).isZero();
    }

    @Test
    void progress_isShown() throws Exception {
        fire(timer());
        closed();

        mvc.perform(get("/api/v1/programmes/{id}/spending-windows", PROGRAMME)
                        .with(SecurityMockMvcRequestPostProcessors.jwt()
                                .authorities(AuthorityUtils.createAuthorityList("ROLE_operator"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.round == '" + round + "')].state").value("returned"));
    }

    /** As the group posting would book it after its check of the window. */
    private void bookedLate(TestShopping.Person payer, UUID shop, long satang) {
        TestProgrammes.spendable(proposals, PROGRAMME, TestProgrammes.ALWAYS);
        shopping.buys(payer, shop, satang);
        TestProgrammes.spendable(proposals, PROGRAMME, PAST);
        assertThat(shopping.receipts(shop)).isEqualTo(satang);
    }

    /** The window's end is in the past, and its process was told. */
    private void close() {
        TestProgrammes.spendable(proposals, PROGRAMME, PAST);
        drain();
    }

    private void closed() {
        close();
        runJobs();
    }

    private void moved(Programme.Window window) {
        TestProgrammes.spendable(proposals, PROGRAMME, window);
        drain();
        runJobs();
    }

    private void publish(String next) {
        String newest = programmes.versions(PROGRAMME).get(0).definitionId();
        TestProgrammes.approved(proposals, TestProgrammes.publication(PROGRAMME, newest, next, 1));
    }

    private long returned() {
        return window().returnedSatang() - returnedBefore;
    }

    private void drain() {
        watch.workOnce();
    }

    private String key() {
        return PROGRAMME + "/" + round;
    }

    private @Nullable ProcessInstance instance() {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(key())
                .singleResult();
    }

    private Job timer() {
        return jobs(key()).timers().singleResult();
    }

    private void fire(Job job) {
        management.executeJob(job.getId());
        runJobs();
    }

    private boolean jobOf(String activity) {
        ProcessInstance instance = instance();
        return instance != null && jobs(key()).activityId(activity).count() > 0;
    }

    private void runJob() {
        management.executeJob(messages(key()).get(0).getId());
    }

    private void runJobs() {
        runJobs(key());
    }

    private void runJobs(String key) {
        List<Job> open = messages(key);
        while (!open.isEmpty()) {
            management.executeJob(open.get(0).getId());
            open = messages(key);
        }
    }

    private List<Job> messages(String key) {
        return jobs(key).messages().list();
    }

    private JobQuery jobs(String key) {
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .singleResult();
        return management.createJobQuery().processInstanceId(instance == null ? "none" : instance.getId());
    }

    private SpendingWindow window() {
        return windows.of(PROGRAMME).stream()
                .filter(window -> window.round().equals(round))
                .findFirst()
                .orElseThrow();
    }

    private long budget() {
        return books.balance(AccountRef.budget(PROGRAMME)).orElseThrow();
    }

    private void assertThatTheBooksAreRight() {
        assertThat(proof.prove(step -> {}).finding()).isEmpty();
    }
}
