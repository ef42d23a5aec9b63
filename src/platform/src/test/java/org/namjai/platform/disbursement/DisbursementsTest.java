package org.namjai.platform.disbursement;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Money;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.web.client.RestClientException;

class DisbursementsTest extends DomainSlice {
    private static final long AMOUNT = 1_000_000;

    @Autowired
    private Disbursements disbursements;

    @Autowired
    private Rounds rounds;

    @Autowired
    private People people;

    private final CitizenId person = somebody();

    @Test
    void openedTwiceForARequest_isOnePayout() {
        NewDisbursement order = entitled();

        disbursements.open(order);
        disbursements.open(order);

        assertThat(jdbc.sql("select count(*) from disbursement where request_id = ?")
                        .param(order.request())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void openedTogether_isWrittenAtTheEnd_orNotAtAll() {
        takeAll();
        NewDisbursement mine = entitled();
        NewDisbursement other = entitled(somebody(), BUA);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> disbursements.openTogether(() -> {
                    disbursements.open(mine);
                    throw new IllegalStateException("killed here");
                })))
                .hasMessage("killed here");
        assertThat(takeBatch()).isEmpty();

        transaction.executeWithoutResult(status -> disbursements.openTogether(() -> {
            disbursements.open(mine);
            disbursements.open(other);
            disbursements.open(mine);
            assertThat(waiting(mine)).isZero();
        }));

        assertThat(waiting(mine)).isEqualTo(1);
        assertThat(waiting(other)).isEqualTo(1);
        assertThat(size(takeBatch().orElseThrow())).isEqualTo(2);
        assertThatThrownBy(() -> disbursements.openTogether(() -> {}))
                .as("without a transaction")
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private int waiting(NewDisbursement payout) {
        return jdbc.sql("select count(*) from disbursement where request_id = ? and state = 'waiting'")
                .param(payout.request())
                .query(Integer.class)
                .single();
    }

    @Test
    void whatWaitsTogether_isOneBatch_andIsTakenOnce() {
        takeAll();
        disbursements.open(entitled());
        disbursements.open(entitled(somebody(), KHAOHOM));
        disbursements.open(entitled(somebody(), BUA));

        Batch first = takeBatch().orElseThrow();
        Batch second = takeBatch().orElseThrow();

        assertThat(first.channel()).isEqualTo(Channel.BANK_ACCOUNT);
        assertThat(size(first)).isEqualTo(2);
        assertThat(size(second)).isEqualTo(1);
        assertThat(takeBatch()).isEmpty();
    }

    @Test
    void payoutThatIsNotDue_waits() {
        takeAll();
        disbursements.open(entitled());
        assertThat(disbursements.takeBatch()).as("the calendar was not asked").isEmpty();
        var alike = new Unscheduled(PROGRAMME, null, person.digits().charAt(12) - '0', "10");
        assertThat(disbursements.unscheduled()).containsExactly(alike);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Bangkok"));

        disbursements.schedule(alike, today.plusDays(1));
        assertThat(disbursements.takeBatch()).isEmpty();

        jdbc.sql("update disbursement set due_on = ? where state = 'waiting'")
                .param(today)
                .update();
        assertThat(disbursements.takeBatch()).isPresent();
    }

    /** Next season's farmers are not paid on this season's days. */
    @Test
    void roundsOfOneProgramme_areScheduledEachFromItsOwnFirstDay() {
        takeAll();
        NewDisbursement earlier = entitled(LocalDate.of(2023, 11, 28));
        NewDisbursement later = entitled(LocalDate.of(2024, 12, 16));
        disbursements.open(earlier);
        disbursements.open(later);
        int digit = person.digits().charAt(12) - '0';
        var alike = new Unscheduled(PROGRAMME, later.paysFrom(), digit, "10");
        assertThat(disbursements.unscheduled())
                .containsExactlyInAnyOrder(new Unscheduled(PROGRAMME, earlier.paysFrom(), digit, "10"), alike);

        disbursements.schedule(alike, LocalDate.of(2024, 12, 17));

        assertThat(jdbc.sql("select request_id from disbursement where due_on = '2024-12-17'")
                        .query(UUID.class)
                        .list())
                .containsExactly(later.request());
    }

    private NewDisbursement entitled(LocalDate paysFrom) {
        NewDisbursement payout = entitled();
        return new NewDisbursement(
                payout.request(),
                payout.programme(),
                payout.participant(),
                payout.subject(),
                payout.citizenId(),
                payout.account(),
                payout.amount(),
                payout.district(),
                paysFrom);
    }

    @Test
    void instructed_movesMoneyToClearingAndTellsTheBankWithOurToken() {
        InstructionId id = instruction(chosen(entitled()));

        assertThat(entitlement()).isZero();
        OUTSIDE.verify(putRequestedFor(urlEqualTo("/banks/api/v1/disbursements/" + id))
                .withHeader("Authorization", equalTo("Bearer " + TOKEN))
                .withRequestBody(equalToJson(
                        """
                        {"programme":"digital-wallet","kind":"wallet","amountSatang":1000000,"currency":"THB",
                         "payee":{"citizenId":"%s","account":"1234567890","payeeRef":"%s"}}
                        """
                                .formatted(person.digits(), subject()))));
    }

    @Test
    void bankUnreachable_throwsAndARetryMovesMoneyOnce() {
        Batch batch = chosen(entitled());
        OUTSIDE.stubFor(put(urlPathMatching("/banks/.*")).willReturn(serverError()));
        long clearing = clearing();

        assertThatThrownBy(() -> rounds.instruct(batch.id())).isInstanceOf(RestClientException.class);
        assertThatThrownBy(() -> rounds.instruct(batch.id())).isInstanceOf(RestClientException.class);
        theOutsideIsWell();
        rounds.instruct(batch.id());

        assertThat(clearing() - clearing).isEqualTo(AMOUNT);
    }

    @Test
    void credited_isBookedOnceIntoTheWallet() {
        Batch batch = chosen(entitled());
        InstructionId id = instruction(batch);
        UUID wallet = UUID.randomUUID();
        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(1, 1));

        assertThat(disbursements.answer(id, BUA, Answer.credited(wallet))).isEqualTo(AnswerResult.RECORDED);

        assertThat(disbursements.takeAnswered()).contains(batch.id());
        assertThat(disbursements.takeAnswered()).isEmpty();
        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(0, 0));
        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(0, 0));
        assertThat(books.balance(AccountRef.wallet(PROGRAMME, BUA, subject()))).contains(AMOUNT);
        assertThat(jdbc.sql("select district from wallet where id = ?")
                        .param(wallet)
                        .query(String.class)
                        .single())
                .isEqualTo("1001");
    }

    @Test
    void cash_isPaidOutOfTheProgramme() {
        Batch batch = taken(entitled());
        rounds.choose(batch.id(), 1, null, MoneyForm.CASH);
        InstructionId id = instruction(batch);
        long before = paid();

        disbursements.answer(id, BUA, Answer.credited(UUID.randomUUID()));

        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(0, 0));
        assertThat(paid() - before).isEqualTo(AMOUNT);
    }

    @Test
    void answerThatOvertakesTheInstruction_waitsForItsEnd() {
        Batch batch = chosen(entitled());
        OUTSIDE.stubFor(put(urlPathMatching("/banks/.*")).willReturn(serverError()));
        assertThatThrownBy(() -> rounds.instruct(batch.id())).isInstanceOf(RestClientException.class);

        // The bank took the instruction, only its reply was lost.
        InstructionId id = ofBatch(batch);
        assertThat(disbursements.answer(id, BUA, Answer.credited(UUID.randomUUID())))
                .isEqualTo(AnswerResult.RECORDED);
        assertThat(disbursements.takeAnswered()).isEmpty();

        theOutsideIsWell();
        rounds.instruct(batch.id());
        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(0, 0));
    }

    @Test
    void refused_isOpenForAnotherRound_andReturnsToTheBudgetAfterTheLast() {
        Batch batch = chosen(entitled());
        InstructionId first = instruction(batch);
        disbursements.answer(first, BUA, Answer.refused("account-closed"));

        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(0, 1));
        assertThat(entitlement()).isEqualTo(AMOUNT);

        rounds.choose(batch.id(), 2, null, MoneyForm.WALLET);
        rounds.choose(batch.id(), 2, null, MoneyForm.WALLET);
        InstructionId second = instruction(batch);
        assertThat(second).isNotEqualTo(first);
        assertThat(entitlement()).isZero();
        disbursements.answer(second, BUA, Answer.refused("account-closed"));
        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(0, 1));

        long budget = budget();
        rounds.giveBack(batch.id());
        rounds.giveBack(batch.id());
        assertThat(entitlement()).isZero();
        assertThat(budget() - budget).isEqualTo(AMOUNT);
        assertThat(disbursements.answer(second, BUA, Answer.credited(UUID.randomUUID())))
                .isEqualTo(AnswerResult.CONTRADICTION);
    }

    @Test
    void reminded_sendsTheUnansweredAgain() {
        Batch batch = chosen(entitled());
        InstructionId id = instruction(batch);

        rounds.remind(batch.id());

        OUTSIDE.verify(2, putRequestedFor(urlEqualTo("/banks/api/v1/disbursements/" + id)));
        assertThat(clearing()).isGreaterThanOrEqualTo(AMOUNT);
    }

    @Test
    void answerOverHttp_isRepeatSafe_contradictionIsAConflict() throws Exception {
        InstructionId id = instruction(chosen(entitled()));
        String credited = "{\"outcome\":\"credited\",\"walletId\":\"" + UUID.randomUUID() + "\",\"reasonCode\":null}";

        answer(id, BUA, credited).andExpect(status().isNoContent());
        answer(id, BUA, credited).andExpect(status().isNoContent());
        answer(id, BUA, "{\"outcome\":\"refused\",\"reasonCode\":\"name-mismatch\"}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.errors[0].field").value("outcome"));
    }

    @Test
    void anotherBanksOrUninstructedDisbursement_isNotFound() throws Exception {
        String credited = "{\"outcome\":\"credited\",\"walletId\":\"" + UUID.randomUUID() + "\"}";

        answer(instruction(chosen(entitled())), KHAOHOM, credited).andExpect(status().isNotFound());
        answer(ofBatch(chosen(entitled())), BUA, credited).andExpect(status().isNotFound());
        answer(new InstructionId(UUID.randomUUID()), BUA, credited).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"outcome\":\"lost\"} | outcome",
                "{\"outcome\":\"credited\"} | walletId",
                "{\"outcome\":\"refused\"} | reasonCode",
                "{\"outcome\":\"refused\",\"reasonCode\":\"bad-mood\"} | reasonCode",
                "{\"outcome\":\"credited\",\"walletId\":\"7\"} | walletId",
                "{\"outcome\":\"credited\",\"amount\":7} | amount",
                "{\"outcome\":  | body",
                "[] | body",
            })
    void malformedAnswer_isRefusedByField(String body, String field) throws Exception {
        answer(instruction(chosen(entitled())), BUA, body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].th").isNotEmpty())
                .andExpect(jsonPath("$.trace").doesNotExist());
    }

    @Test
    void otherRoles_mayNotAnswer() throws Exception {
        for (String role : List.of("citizen", "super-app", "operator", "platform")) {
            mvc.perform(post("/api/v1/disbursements/{id}/answer", UUID.randomUUID())
                            .with(role(role))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{}"))
                    .andExpect(status().isForbidden());
        }
    }

    @Test
    void participantsTokenWithoutItsClaim_isForbidden() throws Exception {
        mvc.perform(post("/api/v1/disbursements/{id}/answer", UUID.randomUUID())
                        .with(role("participant"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"outcome\":\"refused\",\"reasonCode\":\"account-closed\"}"))
                .andExpect(status().isForbidden());
    }

    private ResultActions answer(InstructionId id, ParticipantId from, String body) throws Exception {
        return mvc.perform(post("/api/v1/disbursements/{id}/answer", id.value())
                .with(participant(from))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    /** Only this one, whatever other tests left. */
    private Batch taken(NewDisbursement payout) {
        takeAll();
        disbursements.open(payout);
        return takeBatch().orElseThrow();
    }

    private void takeAll() {
        while (takeBatch().isPresent()) {
            // Others' are none of ours.
        }
    }

    private Batch chosen(NewDisbursement payout) {
        Batch batch = taken(payout);
        rounds.choose(batch.id(), 1, null, MoneyForm.WALLET);
        return batch;
    }

    /** Sends the instruction of a batch of one. */
    private InstructionId instruction(Batch batch) {
        rounds.instruct(batch.id());
        return ofBatch(batch);
    }

    private InstructionId ofBatch(Batch batch) {
        return jdbc.sql("select id from disbursement_instruction where batch = ? order by round desc limit 1")
                .param(batch.id().value())
                .query((row, n) -> new InstructionId(row.getObject("id", UUID.class)))
                .single();
    }

    private int size(Batch batch) {
        return jdbc.sql("select count(*) from disbursement where batch = ?")
                .param(batch.id().value())
                .query(Integer.class)
                .single();
    }

    private NewDisbursement entitled() {
        return entitled(person, BUA);
    }

    /** The person has {@link #AMOUNT} on the entitlement account. */
    private NewDisbursement entitled(CitizenId citizen, ParticipantId bank) {
        UUID request = UUID.randomUUID();
        Pseudonym subject = people.enter(citizen);
        programmes.appropriate(PROGRAMME, AMOUNT, request.toString()).orThrow();
        AccountRef entitlement = AccountRef.entitlement(PROGRAMME, subject);
        books.open(entitlement);
        books.post(List.of(TransferOrder.of(
                                "commit/" + request,
                                TransferKind.COMMIT,
                                AccountRef.budget(PROGRAMME),
                                entitlement,
                                AMOUNT)
                        .at(bank)
                        .about(subject)
                        .because(request)))
                .orThrow();
        return new NewDisbursement(
                request, PROGRAMME, bank, subject, citizen, "1234567890", new Money(AMOUNT), "1001", null);
    }

    private Pseudonym subject() {
        return people.enter(person);
    }

    private long entitlement() {
        return books.balance(AccountRef.entitlement(PROGRAMME, subject())).orElseThrow();
    }

    private long clearing() {
        return books.balance(AccountRef.clearing(PROGRAMME, BUA)).orElse(0L);
    }

    private long paid() {
        return books.balance(AccountRef.paid(PROGRAMME, BUA)).orElse(0L);
    }

    /** Everything is due at once. */
    private Optional<Batch> takeBatch() {
        disbursements.unscheduled().forEach(alike -> disbursements.schedule(alike, LocalDate.EPOCH));
        return disbursements.takeBatch();
    }
}
