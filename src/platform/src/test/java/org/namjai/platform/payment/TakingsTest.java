package org.namjai.platform.payment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.platform.DomainSlice;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;

class TakingsTest extends DomainSlice {
    @Autowired
    private Takings takings;

    @Autowired
    private Reversals reversals;

    @Autowired
    private TestShopping shopping;

    private TestShopping.Person payer = TestShopping.NOBODY;
    private UUID shop = UUID.randomUUID();

    @BeforeEach
    void aShopOfKhaohom() {
        payer = shopping.personWith(10_000);
        shop = shopping.shop(KHAOHOM);
    }

    @Test
    void payments_areToldNewestFirst_withWhatWasGivenBack_andNothingOfThePayer() throws Exception {
        UUID first = shopping.pays(payer, shop, 1_000);
        UUID second = shopping.pays(payer, shop, 2_000);
        shopping.buys(payer, shop, 1_000_000);
        reversals.reverse(new ReversalOrder(UUID.randomUUID(), first, KHAOHOM, 400, "สินค้าหมด"));

        ask(KHAOHOM, "")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$", hasSize(1)))
                .andExpect(jsonPath("$[0].programme").value(PROGRAMME.value()))
                .andExpect(jsonPath("$[0].payments[*].id", contains(second.toString(), first.toString())))
                .andExpect(jsonPath("$[0].payments[0].amountSatang").value(2_000))
                .andExpect(jsonPath("$[0].payments[0].reversedSatang").doesNotExist())
                .andExpect(jsonPath("$[0].payments[1].reversedSatang").value(400))
                .andExpect(jsonPath("$[0].payments[1].reversedAt").isNotEmpty())
                .andExpect(jsonPath("$[0].payments[0].length()").value(5));
        ask(KHAOHOM, "/" + first)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.amountSatang").value(1_000))
                .andExpect(jsonPath("$.reversedSatang").value(400));
    }

    @Test
    void pages_followEachOther_andEveryPaymentIsOnOne() {
        List<UUID> paid = new ArrayList<>();
        for (int i = 0; i < 23; i++) paid.add(0, shopping.pays(payer, shop, 10));

        Takings.Page newest = takings.newest(shop, KHAOHOM).orElseThrow().get(0);
        Assertions.assertThat(newest.takings()).hasSize(20);
        long next = java.util.Objects.requireNonNull(newest.next());
        Takings.Page older = takings.before(next, PROGRAMME, shop, KHAOHOM).orElseThrow();

        var told = new ArrayList<>(newest.takings());
        told.addAll(older.takings());
        Assertions.assertThat(told).extracting(Takings.Taking::payment).containsExactlyElementsOf(paid);
        Assertions.assertThat(older.next()).isNull();
    }

    @Test
    void anotherParticipant_andAnotherShopOfTheSame_knowNothing() throws Exception {
        UUID payment = shopping.pays(payer, shop, 1_000);
        UUID other = shopping.shop(KHAOHOM);

        ask(BUA, "").andExpect(status().isNotFound());
        ask(BUA, "/" + payment).andExpect(status().isNotFound());
        shop = other;
        ask(KHAOHOM, "").andExpect(status().isOk()).andExpect(jsonPath("$", hasSize(0)));
        ask(KHAOHOM, "/" + payment)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.errors[0].field").value("payment"));
    }

    @ParameterizedTest
    @CsvSource({
        "?programme=digital-wallet&before=0, before",
        "?programme=digital-wallet&before=x, before",
        "?programme=digital-wallet&before=9999999999999999999, before",
        "?before=1, before",
        "?programme=digital-wallet, before",
        "?programme=Not%20one&before=1, programme"
    })
    void badPage_isRefusedByField(String query, String field) throws Exception {
        ask(KHAOHOM, query)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].th").isNotEmpty());
    }

    private ResultActions ask(ParticipantId from, String rest) throws Exception {
        return mvc.perform(get(java.net.URI.create("/api/v1/merchants/" + shop + "/payments" + rest))
                .with(participant(from)));
    }
}
