package org.namjai.platform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Reason;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;

class ReversalsTest extends DomainSlice {
    private static final long BALANCE = 10_000;
    private static final long PAID = 2_500;

    @Autowired
    private Reversals reversals;

    @Autowired
    private Settlements settlements;

    @Autowired
    private TestShopping shopping;

    private TestShopping.Person payer = TestShopping.NOBODY;
    private UUID shop = UUID.randomUUID();
    private UUID payment = UUID.randomUUID();

    @BeforeEach
    void onePurchaseFromBuaAtAShopOfKhaohom() {
        shopping.settleAll();
        payer = shopping.personWith(BALANCE);
        shop = shopping.shop(KHAOHOM);
        payment = shopping.buys(payer, shop, PAID);
    }

    @Test
    void aPart_comesBackOnce_howeverOftenItIsAskedFor() throws Exception {
        ReversalOrder order = order(1_000);

        List<ReversalAnswer> answers = atOnce(8, () -> reversals.reverse(order));

        assertThat(answers).allMatch(answer -> reasons(answer).isEmpty());
        assertThat(shopping.balance(payer)).isEqualTo(BALANCE - PAID + 1_000);
        assertThat(shopping.receipts(shop)).isEqualTo(PAID - 1_000);
    }

    @Test
    void twoReversalsAtOnce_oneIsMade() throws Exception {
        List<ReversalAnswer> answers = atOnce(8, () -> reversals.reverse(order(PAID / 2)));

        assertThat(answers).filteredOn(answer -> reasons(answer).isEmpty()).hasSize(1);
        assertThat(answers).filteredOn(answer -> !reasons(answer).isEmpty()).allMatch(answer -> reasons(answer)
                .equals(List.of("already-reversed")));
        assertThat(shopping.balance(payer)).isEqualTo(BALANCE - PAID + PAID / 2);
    }

    @Test
    void everythingAgainstIt_isToldAtOnce_andNothingMoves() {
        reversals.reverse(order(1));
        settlements.open(PROGRAMME);
        jdbc.sql("update payment set asked_at = asked_at - interval '60 minutes' where id = ?")
                .param(payment)
                .update();

        assertThat(reasons(reversals.reverse(order(PAID + 1))))
                .containsExactly("already-reversed", "more-than-paid", "already-settled", "too-late");
        assertThat(shopping.balance(payer)).isEqualTo(BALANCE - PAID + 1);
    }

    @Test
    void onceACycleTookIt_itIsReversedNoMore_andBeforeItIs() {
        UUID later = shopping.buys(payer, shop, PAID);
        assertThat(reasons(reversals.reverse(order(1)))).isEmpty();
        settlements.open(PROGRAMME);

        assertThat(reasons(reversals.reverse(new ReversalOrder(UUID.randomUUID(), later, KHAOHOM, 1, "สินค้าหมด"))))
                .containsExactly("already-settled");
    }

    @Test
    void refusedPayment_hasNothingToGiveBack() {
        UUID refused = shopping.buys(payer, shop, BALANCE + 1);

        assertThat(reasons(reversals.reverse(new ReversalOrder(UUID.randomUUID(), refused, KHAOHOM, 1, "สินค้าหมด"))))
                .containsExactly("payment-not-authorised");
    }

    @Test
    void sameKeyForAnotherAmountOrPayment_isRefused() {
        ReversalOrder first = order(1_000);
        UUID other = shopping.buys(payer, shop, PAID);
        reversals.reverse(first);

        assertThat(reversals.reverse(new ReversalOrder(first.id(), payment, KHAOHOM, 999, first.reason())))
                .isInstanceOf(ReversalAnswer.KeyReused.class);
        assertThat(reversals.reverse(new ReversalOrder(first.id(), other, KHAOHOM, 1_000, first.reason())))
                .isInstanceOf(ReversalAnswer.KeyReused.class);
        assertThat(shopping.balance(payer)).isEqualTo(BALANCE - 2 * PAID + 1_000);
    }

    @Test
    void overHttp_onlyTheShopsParticipantKnowsThePayment() throws Exception {
        UUID key = UUID.randomUUID();

        ask(BUA, key, body(PAID)).andExpect(status().isNotFound());
        ask(KHAOHOM, key, body(PAID + 1))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("refused"))
                .andExpect(jsonPath("$.reasons[0].code").value("more-than-paid"))
                .andExpect(jsonPath("$.reasons[0].th").isNotEmpty());
        ask(KHAOHOM, key, body(PAID))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(key.toString()))
                .andExpect(jsonPath("$.payment").value(payment.toString()))
                .andExpect(jsonPath("$.outcome").value("reversed"));
        ask(KHAOHOM, key, body(1)).andExpect(status().isUnprocessableEntity());
        assertThat(shopping.balance(payer)).isEqualTo(BALANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, สินค้าหมด, amountSatang",
        "-1, สินค้าหมด, amountSatang",
        "null, สินค้าหมด, amountSatang",
        "1, '', reason",
        "1, '   ', reason"
    })
    void malformedOrder_isRefusedByField(String amount, String reason, String field) throws Exception {
        ask(KHAOHOM, UUID.randomUUID(), "{\"amountSatang\":%s,\"reason\":\"%s\"}".formatted(amount, reason))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field));
    }

    private ReversalOrder order(long satang) {
        return new ReversalOrder(UUID.randomUUID(), payment, KHAOHOM, satang, "สินค้าหมด");
    }

    private ResultActions ask(ParticipantId from, UUID key, String body) throws Exception {
        return mvc.perform(post("/api/v1/payments/{id}/reversal", payment)
                .with(participant(from))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private static String body(long satang) {
        return "{\"amountSatang\":" + satang + ",\"reason\":\"สินค้าหมด\"}";
    }

    private static List<String> reasons(ReversalAnswer answer) {
        return ((ReversalAnswer.Decided) answer)
                .reasons().stream().map(Reason::code).toList();
    }

    private static List<ReversalAnswer> atOnce(int times, Callable<ReversalAnswer> call) throws Exception {
        var threads = Executors.newFixedThreadPool(times);
        try {
            var calls = IntStream.range(0, times).mapToObj(i -> call).toList();
            var answers = new ArrayList<ReversalAnswer>();
            for (var answer : threads.invokeAll(calls)) answers.add(answer.get());
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
