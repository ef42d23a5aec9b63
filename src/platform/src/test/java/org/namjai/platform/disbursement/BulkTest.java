package org.namjai.platform.disbursement;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.MadeAccounts;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.participant.Participant;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Money;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.client.RestClientException;

/** Many payees at once: files, reports and statements, limits, other participants, and what can go wrong between them. */
class BulkTest extends DomainSlice {
    private static final long AMOUNT = 100_000;
    private static final int MANY = 12;

    @Autowired
    private Disbursements disbursements;

    @Autowired
    private Rounds rounds;

    @Autowired
    private Incidents incidents;

    @Autowired
    private PayeeChoices choices;

    @Autowired
    private People people;

    @BeforeEach
    void theBanksTakeFilesAndNothingElseWaits() {
        OUTSIDE.stubFor(put(urlPathMatching("/banks/api/v1/disbursement-files/.*"))
                .willReturn(aResponse().withStatus(202)));
        while (takeBatch().isPresent()) {
            // Others' are none of ours.
        }
    }

    @Test
    void manyTogether_goInOneFile_andEachAnswerIsBooked() throws Exception {
        Batch batch = sent(MANY);
        List<UUID> ids = instructions(batch);
        assertThat(files()).hasSize(1);
        assertThat(files().get(0).getBodyAsString())
                .contains(ids.stream().map(BulkTest::hex).toList());

        report(
                        batch,
                        "r1",
                        Stream.concat(ids.stream().limit(5).map(BulkTest::credited), Stream.of(refused(ids.get(5)))))
                .andExpect(status().isNoContent());
        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(MANY - 6, MANY - 5));

        report(batch, "r2", ids.stream().skip(6).map(BulkTest::credited)).andExpect(status().isNoContent());
        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(0, 1));
        assertThat(states(batch)).containsOnly("paid", "in-batch");
    }

    @Test
    void fileThatWasNotHeardOf_isSentAgainToTheLetter_andMoneyMovesOnce() {
        OUTSIDE.stubFor(put(urlPathMatching("/banks/.*")).willReturn(serverError()));
        long before = clearing(BUA);
        Batch batch = chosen(MANY);
        assertThatThrownBy(() -> rounds.instruct(batch.id())).isInstanceOf(RestClientException.class);
        theOutsideIsWell();
        OUTSIDE.stubFor(put(urlPathMatching("/banks/api/v1/disbursement-files/.*"))
                .willReturn(aResponse().withStatus(202)));

        assertThat(rounds.instruct(batch.id()).goesOnAt()).isEmpty();
        rounds.instruct(batch.id());
        rounds.remind(batch.id());

        assertThat(clearing(BUA) - before).isEqualTo(MANY * AMOUNT);
        assertThat(files()).hasSize(2);
        assertThat(files().get(0).getUrl()).isEqualTo(files().get(1).getUrl());
        assertThat(files().get(0).getBody()).isEqualTo(files().get(1).getBody());
    }

    @Test
    void reportSentTwice_isTakenOnce_anotherUnderItsIdIsAConflict() throws Exception {
        Batch batch = sent(MANY);
        UUID first = instructions(batch).get(0);
        String credited = credited(first);

        report(batch, "r1", Stream.of(credited)).andExpect(status().isNoContent());
        report(batch, "r1", Stream.of(credited)).andExpect(status().isNoContent());
        report(batch, "r1", Stream.of(refused(first))).andExpect(status().isConflict());
        report(batch, "r2", Stream.of(credited)).andExpect(status().isNoContent());

        assertThat(kinds(batch)).isEmpty();
    }

    @Test
    void statement_isHeldAgainstTheInstructions_andTakenOnce() throws Exception {
        Batch batch = sent(MANY);
        UUID paid = instructions(batch).get(0);
        report(batch, "r1", Stream.of(credited(paid)));
        rounds.book(batch.id());
        UUID nobodys = UUID.randomUUID();
        String statement = statement(paid, nobodys);

        say(statement).andExpect(status().isNoContent());
        say(statement).andExpect(status().isNoContent());

        assertThat(jdbc.sql("select stated_on from disbursement_instruction where id = ?")
                        .param(paid)
                        .query(LocalDate.class)
                        .single())
                .isEqualTo("2026-11-23");
        assertThat(jdbc.sql("select kind from disbursement_incident where instruction = ?")
                        .param(nobodys)
                        .query(String.class)
                        .list())
                .containsExactly("unknown-instruction");
    }

    @Test
    void creditAfterARefusal_holdsThePayout_untilPeopleLetItGoOn() throws Exception {
        Batch batch = sent(MANY);
        UUID first = instructions(batch).get(0);
        report(batch, "r1", Stream.of(refused(first)));
        rounds.book(batch.id());

        report(batch, "r2", Stream.of(credited(first))).andExpect(status().isNoContent());

        assertThat(kinds(batch)).containsExactly(Incident.Kind.CREDITED_AFTER_REFUSAL);
        rounds.choose(batch.id(), 2, null, MoneyForm.CASH);
        assertThat(instructions(batch)).as("nobody is told to pay again").hasSize(MANY);
        Incident incident = ofBatch(batch).get(0);
        settle(incident.id(), true).andExpect(status().isNoContent());
        settle(incident.id(), true).andExpect(status().isNotFound());
        assertThat(takeBatch()).isPresent();
    }

    @Test
    void refusalAfterACredit_changesNothing() throws Exception {
        Batch batch = sent(MANY);
        UUID first = instructions(batch).get(0);
        report(batch, "r1", Stream.of(credited(first)));
        rounds.book(batch.id());

        report(batch, "r2", Stream.of(refused(first))).andExpect(status().isNoContent());

        assertThat(kinds(batch)).containsExactly(Incident.Kind.REFUSED_AFTER_CREDIT);
        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(MANY - 1, MANY - 1));
    }

    @Test
    void lateCreditByTheFirst_whenAnotherHasPaid_isForPeople() throws Exception {
        Batch batch = sent(1);
        UUID first = instructions(batch).get(0);
        disbursements.answer(new InstructionId(first), BUA, Answer.refused("technical"));
        rounds.book(batch.id());
        rounds.choose(batch.id(), 2, null, MoneyForm.CASH);
        rounds.instruct(batch.id());
        UUID second = instructions(batch).stream()
                .filter(id -> !id.equals(first))
                .findFirst()
                .orElseThrow();
        disbursements.answer(new InstructionId(second), BUA, Answer.credited(UUID.randomUUID()));
        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(0, 0));

        assertThat(disbursements.answer(new InstructionId(first), BUA, Answer.credited(UUID.randomUUID())))
                .isEqualTo(AnswerResult.CONTRADICTION);

        assertThat(kinds(batch)).containsExactly(Incident.Kind.CREDITED_TWICE);
    }

    @Test
    void answerToWhatWasNeverTold_isForPeople_andTheOthersCount() throws Exception {
        Batch batch = sent(MANY);
        UUID stranger = UUID.randomUUID();

        report(
                        batch,
                        "r1",
                        Stream.of(
                                credited(stranger), credited(instructions(batch).get(0))))
                .andExpect(status().isNoContent());

        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(MANY - 1, MANY - 1));
        assertThat(incidents.unsettled())
                .anyMatch(incident -> incident.kind() == Incident.Kind.UNKNOWN_INSTRUCTION
                        && stranger.equals(incident.instruction()));
    }

    @Test
    void reportByAnotherBankOrOnNoFile_isNotFound() throws Exception {
        Batch batch = sent(MANY);
        String xml = report(
                messageId(batch), "r1", List.of(credited(instructions(batch).get(0))));

        send("/api/v1/disbursement-files/" + messageId(batch) + "/status-reports/r1", KHAOHOM, xml)
                .andExpect(status().isNotFound());
        send("/api/v1/disbursement-files/" + "0".repeat(32) + "/status-reports/r1", BUA, xml)
                .andExpect(status().isNotFound());
        send("/api/v1/disbursement-files/" + messageId(batch) + "/status-reports/r1", BUA, "<no")
                .andExpect(status().isBadRequest());
        send("/api/v1/disbursement-files/" + messageId(batch) + "/status-reports/r1", BUA, xml)
                .andExpect(status().isNoContent());
    }

    @Test
    void limitOfADay_isNotPassed_andTheRestWaitsForTheNext() {
        limited(5L, null);
        Batch batch = chosen(MANY);

        Instant goesOn = rounds.instruct(batch.id()).goesOnAt().orElseThrow();

        assertThat(goesOn).isAfter(Instant.now());
        assertThat(count(batch, "instructed")).isEqualTo(5);
        rounds.instruct(batch.id());
        assertThat(count(batch, "instructed")).isEqualTo(5);
        limited(null, null);
        assertThat(rounds.instruct(batch.id()).goesOnAt()).isEmpty();
        assertThat(count(batch, "instructed")).isEqualTo(MANY);
    }

    @Test
    void limitOfASecond_keepsTheParticipantBusyForAWhile() {
        limited(null, 1);
        assertThat(rounds.instruct(chosen(MANY).id()).goesOnAt()).isEmpty();

        Batch next = chosen(1);

        assertThat(rounds.instruct(next.id()).goesOnAt().orElseThrow())
                .isBetween(Instant.now(), Instant.now().plusSeconds(MANY));
        assertThat(count(next, "chosen")).isEqualTo(1);
    }

    @Test
    void suspendedParticipant_getsNoMoney() {
        Batch batch = chosen(MANY);
        participants.register(bank(BUA, Participant.State.SUSPENDED));
        long before = clearing(BUA);

        rounds.instruct(batch.id());

        assertThat(clearing(BUA)).isEqualTo(before);
        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(0, MANY));
        rounds.choose(batch.id(), 2, null, MoneyForm.CASH);
        assertThat(instructions(batch)).isEmpty();
    }

    @Test
    void fallback_goesToALiveParticipantThatServesIt_andTheCommitmentGoesWithIt() {
        participants.register(bank(BUA, Participant.State.SUSPENDED));
        Batch batch = taken(MANY);
        rounds.choose(batch.id(), 3, Channel.PROMPTPAY_NATIONAL_ID, MoneyForm.CASH);

        rounds.instruct(batch.id());

        assertThat(participantsOf(batch)).containsExactly(KHAOHOM.value());
        long chained = jdbc.sql(
                        """
                        select coalesce(sum(case t.kind when 'commit' then t.amount_satang when 'release' then -t.amount_satang
                            end), 0) from transfer t join chain c on c.id = t.chain
                        where c.participant = :participant and t.cause = any(:ids)
                        """)
                .param("participant", KHAOHOM.value())
                .param("ids", instructions(batch).toArray(UUID[]::new))
                .query(Long.class)
                .single();
        assertThat(chained).isEqualTo(MANY * AMOUNT);
    }

    @Test
    void payeesChoice_isVerified_coolsDown_andIsWhereTheNextRoundPays() throws Exception {
        CitizenId person = somebody();
        Batch batch = taken(List.of(person));
        bankSays("{\"exists\":true,\"open\":true,\"nameMatches\":true}");

        choose(person, KHAOHOM, "e-wallet", "123456789012345")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.accountEnd").value("2345"));

        rounds.choose(batch.id(), 1, null, MoneyForm.CASH);
        assertThat(participantsOf(batch)).as("a change cools down").containsExactly(BUA.value());
        rounds.instruct(batch.id());
        disbursements.answer(new InstructionId(instructions(batch).get(0)), BUA, Answer.refused("account-closed"));
        rounds.book(batch.id());
        jdbc.sql("update payee_choice set effective_from = chosen_at where subject = ?")
                .param(people.enter(person).value())
                .update();
        rounds.choose(batch.id(), 2, null, MoneyForm.CASH);
        assertThat(participantsOf(batch)).contains(KHAOHOM.value());
        OUTSIDE.stubFor(WireMock.post(MadeAccounts.BULK).willReturn(serverError()));
        rounds.instruct(batch.id());
        OUTSIDE.verify(putRequestedFor(urlPathMatching("/banks/api/v1/disbursements/.*"))
                .withRequestBody(WireMock.matchingJsonPath("$.channel", WireMock.equalTo("e-wallet")))
                .withRequestBody(WireMock.matchingJsonPath("$.payee.account", WireMock.equalTo("123456789012345"))));
    }

    @Test
    void accountThatOnlyTheRequestNamed_isAskedAboutBeforeItsMoneyMoves_andAgainInTheNextRound() {
        banksAnswer(
                "{\"exists\":true,\"open\":true,\"nameMatches\":true}",
                "{\"exists\":false,\"open\":false,\"nameMatches\":false}",
                "{\"exists\":true,\"open\":false,\"nameMatches\":true}",
                "{\"exists\":true,\"open\":true,\"nameMatches\":false}");
        long before = clearing(BUA);
        Batch batch = sent(4);

        assertThat(clearing(BUA) - before).isEqualTo(AMOUNT);
        assertThat(reasons(batch)).containsExactly("none", "no-such-account", "not-open", "name-mismatch");
        OUTSIDE.verify(1, putRequestedFor(urlPathMatching("/banks/api/v1/disbursements/.*")));
        disbursements.answer(new InstructionId(instructions(batch).get(0)), BUA, Answer.credited(UUID.randomUUID()));
        assertThat(rounds.book(batch.id())).isEqualTo(new Progress(0, 3));

        theOutsideIsWell();
        rounds.choose(batch.id(), 2, null, MoneyForm.CASH);
        rounds.instruct(batch.id());
        assertThat(clearing(BUA) - before).isEqualTo(3 * AMOUNT);
    }

    @Test
    void bankThatCannotBeAskedOrLeavesQuestionsOut_leavesTheMoneyOnTheEntitlement() {
        long before = clearing(BUA);
        Batch batch = chosen(2);
        OUTSIDE.stubFor(WireMock.post(MadeAccounts.BULK).willReturn(serverError()));
        assertThatThrownBy(() -> rounds.instruct(batch.id())).isInstanceOf(RestClientException.class);
        banksAnswer("{\"exists\":true,\"open\":true,\"nameMatches\":true}");
        assertThatThrownBy(() -> rounds.instruct(batch.id())).isInstanceOf(RestClientException.class);
        assertThat(clearing(BUA)).isEqualTo(before);

        theOutsideIsWell();
        rounds.instruct(batch.id());
        assertThat(clearing(BUA) - before).isEqualTo(2 * AMOUNT);
    }

    private static void banksAnswer(String... verifications) {
        OUTSIDE.stubFor(WireMock.post(MadeAccounts.BULK)
                .willReturn(okJson("{\"answers\":[" + String.join(",", verifications) + "]}")));
    }

    /** Of the batch's instructions in the order of their ids, in which the banks are asked. */
    private List<String> reasons(Batch batch) {
        return jdbc.sql(
                        "select coalesce(reason_code, 'none') from disbursement_instruction where batch = ? order by id")
                .param(batch.id().value())
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @CsvSource({"false,true,true", "true,false,true", "true,true,false"})
    void accountThatTheBankDoesNotConfirm_isNotChosen(boolean exists, boolean open, boolean name) throws Exception {
        CitizenId person = somebody();
        bankSays("{\"exists\":%s,\"open\":%s,\"nameMatches\":%s}".formatted(exists, open, name));

        choose(person, BUA, "bank-account", "1234567890")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].field").value("account"));

        assertThat(choices.of(person)).isEmpty();
    }

    @Test
    void choiceThatNobodyServesOrOutsideTheRules_isRefused() throws Exception {
        limited(null, null, EnumSet.of(Channel.BANK_ACCOUNT));

        choose(somebody(), BUA, "e-wallet", "123456789012345").andExpect(status().isUnprocessableEntity());
        choose(somebody(), BUA, "cheque", "1").andExpect(status().isBadRequest());
        choose(somebody(), BUA, "bank-account", "12a").andExpect(status().isBadRequest());
        OUTSIDE.stubFor(WireMock.post("/banks/api/v1/account-verifications").willReturn(serverError()));
        choose(somebody(), BUA, "bank-account", "1").andExpect(status().isServiceUnavailable());
    }

    private ResultActions choose(CitizenId person, ParticipantId bank, String channel, String account)
            throws Exception {
        return mvc.perform(MockMvcRequestBuilders.post("/api/v1/payee-choices")
                .with(superApp())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"citizenId\":\"%s\",\"participant\":\"%s\",\"channel\":\"%s\",\"account\":\"%s\"}"
                        .formatted(person.digits(), bank, channel, account)));
    }

    private static void bankSays(String verification) {
        OUTSIDE.stubFor(WireMock.post("/banks/api/v1/account-verifications").willReturn(okJson(verification)));
    }

    /** One entry of {@link #AMOUNT} each, both paid out. */
    private static String statement(UUID... entries) {
        String id = UUID.randomUUID().toString().replace("-", "");
        String paidOut = Stream.of(entries)
                .map(entry ->
                        """
                        <Ntry><Amt Ccy="THB">%s</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                        <BookgDt><Dt>2026-11-23</Dt></BookgDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd>
                        <SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs>
                        <EndToEndId>%s</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
                        """
                                .formatted(baht(AMOUNT), entry.toString().replace("-", "")))
                .collect(Collectors.joining());
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>%1$s</MsgId><CreDtTm>2026-11-23T02:00:00+00:00</CreDtTm></GrpHdr>
                <Stmt><Id>%1$s</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2026-11-23T02:00:00+00:00</CreDtTm>
                <Acct><Id><Othr><Id>%1$s</Id></Othr></Id><Ccy>THB</Ccy></Acct>%2$s%3$s%4$s</Stmt></BkToCstmrStmt></Document>
                """
                .formatted(id, balance("OPBD", 0), balance("CLBD", AMOUNT * entries.length), paidOut);
    }

    private static String balance(String code, long owedSatang) {
        return """
                <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="THB">%s</Amt><CdtDbtInd>%s</CdtDbtInd>
                <Dt><Dt>2026-11-23</Dt></Dt></Bal>
                """
                .formatted(code, baht(owedSatang), owedSatang == 0 ? "CRDT" : "DBIT");
    }

    private static String baht(long satang) {
        return "%d.%02d".formatted(satang / 100, satang % 100);
    }

    private ResultActions say(String statement) throws Exception {
        String id = statement.replaceAll("(?s).*<MsgId>(.*)</MsgId>.*", "$1");
        return send("/api/v1/statements/" + id, BUA, statement);
    }

    private ResultActions settle(long incident, boolean payAgain) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.post("/api/v1/disbursements/incidents/{id}/settlement", incident)
                .with(role("operator"))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"payAgain\":" + payAgain + "}"));
    }

    private Batch sent(int payees) {
        Batch batch = chosen(payees);
        rounds.instruct(batch.id());
        return batch;
    }

    private Batch chosen(int payees) {
        Batch batch = taken(payees);
        rounds.choose(batch.id(), 1, null, MoneyForm.CASH);
        return batch;
    }

    private Batch taken(int payees) {
        return taken(Stream.generate(DomainSlice::somebody).limit(payees).toList());
    }

    /** Each of them has {@link #AMOUNT} on the entitlement account. */
    private Batch taken(List<CitizenId> persons) {
        programmes
                .appropriate(
                        PROGRAMME, AMOUNT * persons.size(), UUID.randomUUID().toString())
                .orThrow();
        persons.forEach(this::entitle);
        return takeBatch().orElseThrow();
    }

    private void entitle(CitizenId person) {
        UUID request = UUID.randomUUID();
        Pseudonym subject = people.enter(person);
        AccountRef entitlement = AccountRef.entitlement(PROGRAMME, subject);
        books.open(entitlement);
        books.post(List.of(TransferOrder.of(
                                "commit/" + request,
                                TransferKind.COMMIT,
                                AccountRef.budget(PROGRAMME),
                                entitlement,
                                AMOUNT)
                        .at(BUA)
                        .about(subject)
                        .because(request)))
                .orThrow();
        disbursements.open(new NewDisbursement(
                request, PROGRAMME, BUA, subject, person, "1234567890", new Money(AMOUNT), "1001", null));
    }

    private void limited(@Nullable Long perDay, @Nullable Integer perSecond) {
        limited(perDay, perSecond, EnumSet.allOf(Channel.class));
    }

    private void limited(@Nullable Long perDay, @Nullable Integer perSecond, Set<Channel> channels) {
        jdbc.sql("delete from participant_use").update();
        participants.register(new Participant(
                BUA,
                "ธนาคาร",
                "Bank",
                "O=bua, L=Bangkok, C=TH",
                URI.create(OUTSIDE.baseUrl() + "/banks"),
                "{}",
                Participant.State.LIVE,
                new Participant.Terms("Bank", channels, perDay, perSecond)));
    }

    private List<UUID> instructions(Batch batch) {
        return jdbc.sql("select id from disbursement_instruction where batch = ? order by id")
                .param(batch.id().value())
                .query(UUID.class)
                .list();
    }

    private List<String> participantsOf(Batch batch) {
        return jdbc.sql("select distinct participant from disbursement_instruction where batch = ?")
                .param(batch.id().value())
                .query(String.class)
                .list();
    }

    private int count(Batch batch, String state) {
        return jdbc.sql("select count(*) from disbursement_instruction where batch = ? and state = ?")
                .params(batch.id().value(), state)
                .query(Integer.class)
                .single();
    }

    private List<String> states(Batch batch) {
        return jdbc.sql("select state from disbursement where batch = ?")
                .param(batch.id().value())
                .query(String.class)
                .list();
    }

    private String messageId(Batch batch) {
        return jdbc.sql("select id from disbursement_file where batch = ?")
                .param(batch.id().value())
                .query((row, n) -> FileStore.messageId(row.getObject("id", UUID.class)))
                .single();
    }

    private long clearing(ParticipantId bank) {
        return books.balance(AccountRef.clearing(PROGRAMME, bank)).orElse(0L);
    }

    private List<Incident> ofBatch(Batch batch) {
        Set<UUID> ids = Set.copyOf(instructions(batch));
        return incidents.unsettled().stream()
                .filter(incident -> incident.instruction() != null && ids.contains(incident.instruction()))
                .toList();
    }

    private List<Incident.Kind> kinds(Batch batch) {
        return ofBatch(batch).stream().map(Incident::kind).toList();
    }

    private static List<LoggedRequest> files() {
        return OUTSIDE.findAll(putRequestedFor(urlPathMatching("/banks/api/v1/disbursement-files/.*")));
    }

    private ResultActions report(Batch batch, String id, Stream<String> answers) throws Exception {
        return send(
                "/api/v1/disbursement-files/" + messageId(batch) + "/status-reports/" + id,
                BUA,
                report(messageId(batch), id, answers.toList()));
    }

    private ResultActions send(String path, ParticipantId from, String xml) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.put(path)
                .with(participant(from))
                .contentType(MediaType.APPLICATION_XML)
                .content(xml));
    }

    private static String credited(UUID instruction) {
        return "<TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>ACCC</TxSts><AcctSvcrRef>%s</AcctSvcrRef></TxInfAndSts>"
                .formatted(hex(instruction), hex(new UUID(0, instruction.getLeastSignificantBits())));
    }

    private static String refused(UUID instruction) {
        return ("<TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn>"
                        + "</StsRsnInf></TxInfAndSts>")
                .formatted(hex(instruction));
    }

    private static String report(String messageId, String reportId, List<String> answers) {
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>%s</MsgId>\
                <CreDtTm>2024-09-25T08:00:00Z</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId>\
                <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>\
                <OrgnlPmtInfId>%s</OrgnlPmtInfId>%s</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"""
                .formatted(reportId, messageId, messageId, answers.stream().collect(Collectors.joining()));
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }

    /** Everything is due at once. */
    private Optional<Batch> takeBatch() {
        disbursements.unscheduled().forEach(alike -> disbursements.schedule(alike, LocalDate.EPOCH));
        return disbursements.takeBatch();
    }
}
