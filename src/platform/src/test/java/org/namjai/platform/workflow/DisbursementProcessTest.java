package org.namjai.platform.workflow;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.EngineSlice;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.disbursement.Answer;
import org.namjai.platform.disbursement.Disbursements;
import org.namjai.platform.disbursement.Incident;
import org.namjai.platform.disbursement.Incidents;
import org.namjai.platform.disbursement.InstructionId;
import org.namjai.platform.disbursement.NewDisbursement;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Money;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Batches on their way through rounds; jobs and timers go off when the test says so. */
class DisbursementProcessTest extends EngineSlice {
    private static final long AMOUNT = 900_000;
    private static final Random RANDOM = new Random();

    /** One of which no table says anything of its own. */
    private final ProgrammeId programme = new ProgrammeId("relief-" + RANDOM.nextInt(1_000_000));

    @Autowired
    private BatchStarter batches;

    @Autowired
    private AnswerCorrelator correlator;

    @Autowired
    private RequestStarter starter;

    @Autowired
    private Disbursements disbursements;

    @Autowired
    private Incidents incidents;

    @Autowired
    private Books books;

    @Autowired
    private People people;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void nobodyWorksBeside() {
        starter.stop();
        batches.stop();
        correlator.stop();
        drain(batches);
    }

    @Test
    void twoOfThree_arePaidAtOnce_theThirdAfterTheAccountWasPutRight() {
        ProcessInstance batch = batchOf(3);
        List<UUID> ids = instructed(batch, 1);
        answer(ids.get(0), Answer.credited(UUID.randomUUID()));
        answered(batch);
        assertThat(timers(batch)).as("somebody is still to answer").hasSize(1);
        answer(ids.get(1), Answer.refused("account-closed"));
        answer(ids.get(2), Answer.credited(UUID.randomUUID()));
        answered(batch);

        Job nextRound = timers(batch).get(0);
        assertThat(nextRound.getDuedate().toInstant())
                .isEqualTo(LocalDate.now(ZoneId.of("Asia/Bangkok"))
                        .plusDays(30)
                        .atStartOfDay(ZoneId.of("Asia/Bangkok"))
                        .toInstant());
        assertThat(clearing()).isZero();
        assertThat(paid()).isEqualTo(2 * AMOUNT);
        management.executeJob(nextRound.getId());
        UUID second = instructed(batch, 2).get(0);
        answer(second, Answer.credited(UUID.randomUUID()));
        answered(batch);

        assertThat(paid()).isEqualTo(3 * AMOUNT);
        assertThat(running(batch)).isZero();
    }

    @Test
    void whoIsRefusedInEveryRound_isTriedThroughPromptPay_andTheMoneyIsTheProgrammesAgain() {
        ProcessInstance batch = batchOf(1);
        for (int round = 1; round <= 4; round++) {
            answer(instructed(batch, round).get(0), Answer.refused("account-closed"));
            answered(batch);
            assertThat(clearing()).as("round " + round).isZero();
            if (round < 4) {
                management.executeJob(timers(batch).get(0).getId());
            }
        }

        OUTSIDE.verify(
                2,
                putRequestedFor(urlPathMatching("/banks/api/v1/disbursements/.*"))
                        .withRequestBody(matchingJsonPath("$.programme", equalTo(programme.value())))
                        .withRequestBody(matchingJsonPath("$.channel", equalTo("promptpay-national-id"))));
        assertThat(running(batch)).isZero();
        assertThat(balance(AccountRef.budget(programme))).isEqualTo(AMOUNT);
        assertThat(paid()).isZero();
        assertThat(balance(AccountRef.appropriation(programme))).isEqualTo(-AMOUNT);
    }

    @Test
    void answersOverdue_areAskedForAgain_andTheBatchGoesOnWaiting() {
        ProcessInstance batch = batchOf(1);
        UUID id = instructed(batch, 1).get(0);

        management.executeJob(timers(batch).get(0).getId());
        runJobs(batch);

        OUTSIDE.verify(2, putRequestedFor(urlPathMatching("/banks/api/v1/disbursements/" + id)));
        assertThat(incidents.unsettled())
                .anyMatch(incident -> incident.kind() == Incident.Kind.OVERDUE
                        && incident.message().equals(batch.getBusinessKey()));
        assertThat(clearing()).isEqualTo(AMOUNT);
        answer(id, Answer.credited(UUID.randomUUID()));
        answered(batch);
        assertThat(running(batch)).isZero();
    }

    private ProcessInstance batchOf(int payees) {
        for (int i = 0; i < payees; i++) entitled();
        drain(batches);
        String key = jdbc.sql("select distinct batch from disbursement where programme = ?")
                .param(programme.value())
                .query(UUID.class)
                .single()
                .toString();
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .singleResult();
    }

    private void entitled() {
        CitizenId person = somebody();
        Pseudonym subject = people.enter(person);
        UUID request = UUID.randomUUID();
        var appropriation = AccountRef.appropriation(programme);
        var budgetAccount = AccountRef.budget(programme);
        var entitlement = AccountRef.entitlement(programme, subject);
        books.open(List.of(appropriation, budgetAccount, entitlement));
        books.post(List.of(
                        TransferOrder.of(
                                "appropriate/" + request,
                                TransferKind.APPROPRIATE,
                                appropriation,
                                budgetAccount,
                                AMOUNT),
                        TransferOrder.of("commit/" + request, TransferKind.COMMIT, budgetAccount, entitlement, AMOUNT)
                                .at(BUA)
                                .about(subject)
                                .because(request)))
                .orThrow();
        disbursements.open(new NewDisbursement(
                request, programme, BUA, subject, person, "1234567890", new Money(AMOUNT), "1001", null));
    }

    /** Runs the jobs up to the answers; what the round instructed. */
    private List<UUID> instructed(ProcessInstance batch, int round) {
        runJobs(batch);
        return jdbc.sql("select id from disbursement_instruction where batch = ?::uuid and round = ? order by id")
                .params(batch.getBusinessKey(), round)
                .query(UUID.class)
                .list();
    }

    private void answer(UUID instruction, Answer answer) {
        disbursements.answer(new InstructionId(instruction), BUA, answer);
    }

    private void answered(ProcessInstance batch) {
        drain(correlator);
        runJobs(batch);
    }

    private void runJobs(ProcessInstance batch) {
        List<Job> jobs = messages(batch);
        while (!jobs.isEmpty()) {
            management.executeJob(jobs.get(0).getId());
            jobs = messages(batch);
        }
    }

    private List<Job> messages(ProcessInstance batch) {
        return management
                .createJobQuery()
                .processInstanceId(batch.getId())
                .messages()
                .list();
    }

    private List<Job> timers(ProcessInstance batch) {
        return management
                .createJobQuery()
                .processInstanceId(batch.getId())
                .timers()
                .list();
    }

    private long running(ProcessInstance batch) {
        return runtime.createProcessInstanceQuery()
                .processInstanceId(batch.getId())
                .count();
    }

    private long clearing() {
        return balance(AccountRef.clearing(programme, BUA));
    }

    private long paid() {
        return balance(AccountRef.paid(programme, BUA));
    }

    private long balance(AccountRef account) {
        return books.balance(account).orElse(0L);
    }

    private static void drain(Worker worker) {
        while (worker.workOnce()) {
            // One piece of work a turn.
        }
    }
}
