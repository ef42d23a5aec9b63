package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the Digital Wallet's spending table, for payer and payee, with a neighbour that is allowed. */
class SpendingRulesTest {
    private static final DmnEngine ENGINE = EngineConfiguration.dmn().buildEngine();
    private static final DmnDecision TABLE = ENGINE.parseDecision(
            "digital-wallet-spending", new ByteArrayInputStream(Models.read("digital-wallet-spending.dmn")));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // round, payer, merchant, class, goods, face to face, window, reason
                "1, 1001, 1001, small-shop,       food,        true,  true,  -",
                "1, 1001, 1002, small-shop,       food,        true,  true,  other-district", // Bangkok's khet are
                // districts
                "1, 5001, 5001, convenience,      general,     true,  true,  -",
                "1, 5001, 5002, convenience,      general,     true,  true,  other-district",
                "2, 5001, 5002, small-shop,       general,     true,  true,  -",
                "1, 1001, 1001, large-retail,     food,        true,  true,  merchant-too-large",
                "1, 1001, 1001, department-store, food,        true,  true,  merchant-too-large",
                "2, 1001, 1001, large-retail,     food,        true,  true,  -",
                "2, 1001, 1001, online,           food,        true,  true,  online-merchant",
                "1, 1001, 1001, small-shop,       food,        false, true,  not-face-to-face",
                "2, 1001, 1001, small-shop,       food,        false, true,  -",
                "1, 1001, 1001, small-shop,       food,        true,  false, window-closed",
                "1, 1001, 1001, small-shop,       farm-input,  true,  true,  -"
            })
    void purchase_isDecidedForPayerAndPayee(
            int round,
            String payer,
            String merchant,
            String merchantClass,
            String goods,
            boolean faceToFace,
            boolean open,
            @org.jspecify.annotations.Nullable String reason) {
        List<String> reasons = reasons(round, payer, merchant, merchantClass, goods, faceToFace, open);
        assertThat(reasons).isEqualTo(reason == null ? List.of() : List.of(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lottery",
                "alcohol",
                "tobacco",
                "cannabis",
                "kratom",
                "gift-voucher",
                "cash-voucher",
                "gold",
                "jewellery",
                "fuel",
                "natural-gas",
                "electrical-appliance",
                "electronics",
                "communication-device",
                "online-goods",
                "service"
            })
    void prohibitedGoods_areRefusedInEveryRound(String goods) {
        assertThat(reasons(1, "1001", "1001", "small-shop", goods, true, true)).containsExactly("prohibited-" + goods);
        assertThat(reasons(2, "1001", "1002", "large-retail", goods, true, true))
                .containsExactly("prohibited-" + goods);
    }

    @Test
    void everythingWrong_isToldAtOnce() {
        assertThat(reasons(1, "1001", "9001", "department-store", "gold", false, false))
                .containsExactlyInAnyOrder(
                        "window-closed", "not-face-to-face", "other-district", "merchant-too-large", "prohibited-gold");
    }

    private static List<String> reasons(
            int round, String payer, String merchant, String merchantClass, String goods, boolean face, boolean open) {
        return ENGINE
                .evaluateDecision(
                        TABLE,
                        Map.of(
                                "round", round,
                                "payerDistrict", payer,
                                "merchantDistrict", merchant,
                                "merchantClass", merchantClass,
                                "goodsClass", goods,
                                "faceToFace", face,
                                "windowOpen", open))
                .stream()
                .map(row -> row.<String>getEntry("reasonCode"))
                .toList();
    }
}
