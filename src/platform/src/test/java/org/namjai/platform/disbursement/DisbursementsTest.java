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

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.privacy.People;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.Money;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.web.client.RestClientException;

class DisbursementsTest extends DomainSlice {
    private static final long AMOUNT = 1_000_000;

    @Autowired
    private Disbursements disbursements;

    @Autowired
    private People people;

    private final CitizenId person = somebody();

    @Test
    void openedTwiceForARequest_isOneDisbursement() {
        NewDisbursement order = entitled();

        DisbursementId id = disbursements.open(order);

        assertThat(disbursements.open(order)).isEqualTo(id);
        assertThat(disbursements.requestOf(id)).isEqualTo(order.request());
    }

    @Test
    void instructed_movesMoneyToClearingAndTellsTheBankWithOurToken() {
        DisbursementId id = disbursements.open(entitled());

        disbursements.instruct(id);

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
        DisbursementId id = disbursements.open(entitled());
        OUTSIDE.stubFor(put(urlPathMatching("/banks/.*")).willReturn(serverError()));
        long clearing = clearing();

        assertThatThrownBy(() -> disbursements.instruct(id)).isInstanceOf(RestClientException.class);
        assertThatThrownBy(() -> disbursements.instruct(id)).isInstanceOf(RestClientException.class);
        theOutsideIsWell();
        disbursements.instruct(id);

        assertThat(clearing() - clearing).isEqualTo(AMOUNT);
    }

    @Test
    void credited_isHandedOnOnceAndConfirmedIntoTheWallet() {
        DisbursementId id = instructed();
        UUID wallet = UUID.randomUUID();

        assertThat(disbursements.answer(id, BUA, Answer.credited(wallet))).isEqualTo(AnswerResult.RECORDED);

        assertThat(disbursements.takeAnswered(1_000)).contains(new Answered(id, true, null));
        assertThat(disbursements.takeAnswered(1_000)).extracting(Answered::id).doesNotContain(id);
        disbursements.confirm(id);
        disbursements.confirm(id);
        assertThat(books.balance(AccountRef.wallet(PROGRAMME, BUA, subject()))).contains(AMOUNT);
        assertThat(jdbc.sql("select district from wallet where id = ?")
                        .param(wallet)
                        .query(String.class)
                        .single())
                .isEqualTo("1001");
    }

    @Test
    void answerThatOvertakesTheInstruction_waitsForItsEnd() {
        DisbursementId id = disbursements.open(entitled());
        OUTSIDE.stubFor(put(urlPathMatching("/banks/.*")).willReturn(serverError()));
        assertThatThrownBy(() -> disbursements.instruct(id)).isInstanceOf(RestClientException.class);

        // The bank took the instruction, only its reply was lost.
        assertThat(disbursements.answer(id, BUA, Answer.credited(UUID.randomUUID())))
                .isEqualTo(AnswerResult.RECORDED);
        assertThat(disbursements.takeAnswered(1_000)).extracting(Answered::id).doesNotContain(id);

        theOutsideIsWell();
        disbursements.instruct(id);
        assertThat(disbursements.takeAnswered(1_000)).extracting(Answered::id).contains(id);
    }

    @Test
    void refused_givesTheMoneyBackWithTheReasonInWords() {
        DisbursementId id = instructed();
        disbursements.answer(id, BUA, Answer.refused("account-closed"));

        Answered answered = disbursements.takeAnswered(1_000).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(answered.credited()).isFalse();
        assertThat(answered.reason())
                .extracting("code", "en")
                .containsExactly("account-closed", "The account is closed.");
        disbursements.cancel(id);
        disbursements.cancel(id);
        assertThat(entitlement()).isEqualTo(AMOUNT);
        assertThatThrownBy(() -> disbursements.confirm(id)).hasMessageContaining("was not credited");
    }

    @Test
    void notAnswered_canBeNeitherConfirmedNorCancelled() {
        DisbursementId id = instructed();

        assertThatThrownBy(() -> disbursements.confirm(id)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> disbursements.cancel(id)).isInstanceOf(IllegalStateException.class);
        assertThat(entitlement()).isZero();
    }

    @Test
    void answerOverHttp_isRepeatSafe_contradictionIsAConflict() throws Exception {
        DisbursementId id = instructed();
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

        answer(instructed(), KHAOHOM, credited).andExpect(status().isNotFound());
        answer(disbursements.open(entitled()), BUA, credited).andExpect(status().isNotFound());
        answer(new DisbursementId(UUID.randomUUID()), BUA, credited).andExpect(status().isNotFound());
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
        answer(instructed(), BUA, body)
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

    private ResultActions answer(DisbursementId id, ParticipantId from, String body) throws Exception {
        return mvc.perform(post("/api/v1/disbursements/{id}/answer", id.value())
                .with(participant(from))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private DisbursementId instructed() {
        DisbursementId id = disbursements.open(entitled());
        disbursements.instruct(id);
        return id;
    }

    /** The person has {@link #AMOUNT} on the entitlement account. */
    private NewDisbursement entitled() {
        UUID request = UUID.randomUUID();
        programmes.appropriate(PROGRAMME, AMOUNT, request.toString()).orThrow();
        AccountRef entitlement = AccountRef.entitlement(PROGRAMME, subject());
        books.open(entitlement);
        books.post(List.of(TransferOrder.of(
                                "commit/" + request,
                                TransferKind.COMMIT,
                                AccountRef.budget(PROGRAMME),
                                entitlement,
                                AMOUNT)
                        .at(BUA)
                        .about(subject())
                        .because(request)))
                .orThrow();
        return new NewDisbursement(request, PROGRAMME, BUA, subject(), person, "1234567890", new Money(AMOUNT), "1001");
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
}
