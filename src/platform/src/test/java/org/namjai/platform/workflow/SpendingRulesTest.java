package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.namjai.platform.geography.District;
import org.namjai.platform.geography.Districts;
import org.namjai.platform.payment.SpendingFacts;

/** Each rule of the Digital Wallet's spending table, for payer and payee, with a neighbour that is allowed. */
class SpendingRulesTest {
    private static final DmnEngine ENGINE = EngineConfiguration.dmn().buildEngine();
    private static final DmnDecision TABLE = ENGINE.parseDecision(
            "digital-wallet-spending", new ByteArrayInputStream(Models.read("digital-wallet-spending.dmn")));
    private static final LocalDate TODAY = LocalDate.of(2024, 10, 1);

    private static final List<String> PROHIBITED_IN_APRIL = List.of(
            "lottery",
            "alcohol",
            "tobacco",
            "cannabis",
            "cannabis-product",
            "kratom",
            "kratom-plant",
            "kratom-product",
            "gift-voucher",
            "cash-voucher",
            "gold",
            "diamond",
            "gemstone",
            "jewellery",
            "fuel",
            "natural-gas");
    private static final List<String> ADDED_IN_JULY =
            List.of("electrical-appliance", "electronics", "communication-device");
    private static final List<String> OUT_FROM_THE_BEGINNING = List.of("online-goods", "service");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // round, payer, merchant, class, goods, face to face, window, side, reason
                "1, 1001, 1001, small-shop,       food,       true,  true,  -,     -",
                "1, 5001, 5001, convenience,      general,    true,  true,  -,     -",
                "1, 1001, 1001, small-shop,       farm-input, true,  true,  -,     -",
                "1, 1001, 1001, small-shop,       food,       true,  false, payer, window-closed",
                "2, 1001, 1001, small-shop,       food,       true,  false, payer, window-closed",
                "1, 1001, 1001, small-shop,       food,       false, true,  payer, not-face-to-face",
                "2, 1001, 1001, small-shop,       food,       false, true,  -,     -",
                "1, 1001, 1002, small-shop,       food,       true,  true,  payer, other-district",
                "1, 5001, 5002, convenience,      general,    true,  true,  payer, other-district",
                "2, 5001, 5002, small-shop,       general,    true,  true,  -,     -",
                "1, 1001, 1001, large-retail,     food,       true,  true,  payee, merchant-too-large",
                "1, 1001, 1001, department-store, food,       true,  true,  payee, merchant-too-large",
                "2, 1001, 9001, large-retail,     food,       true,  true,  -,     -",
                "2, 1001, 9001, department-store, food,       true,  true,  -,     -",
                "1, 1001, 1001, online,           food,       true,  true,  payee, online-merchant",
                "2, 1001, 1001, online,           food,       true,  true,  payee, online-merchant",
                "1, 1001, 1001, small-shop,       garment,    true,  true,  payee, goods-not-declared",
                "2, 1001, 1001, small-shop,       garment,    true,  true,  payee, goods-not-declared"
            })
    void purchase_isDecidedForPayerAndPayee(
            int round,
            String payer,
            String merchant,
            String merchantClass,
            String goods,
            boolean faceToFace,
            boolean open,
            @Nullable String side,
            @Nullable String reason) {
        var facts = new SpendingFacts(
                round,
                TODAY,
                open,
                faceToFace,
                faceToFace ? merchant : null,
                faceToFace ? 0L : null,
                payer,
                merchant,
                merchantClass,
                List.of("food", "general", "farm-input"),
                List.of(goods));

        assertThat(told(facts, goods)).isEqualTo(reason == null ? List.of() : List.of(side + " " + reason));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // district of the scan, minutes since, reason in round 1
                "1001, 0,    -",
                "1001, -1,   -",
                "1001, 10,   -",
                "1001, 11,   scan-too-old",
                "1001, -2,   scan-too-old",
                "1001, 9999, scan-too-old",
                "1001, -,    scan-too-old",
                "1002, 0,    scanned-elsewhere",
                "-,    0,    scanned-elsewhere"
            })
    void scan_isHereAndNowInTheFirstRoundOnly(
            @Nullable String district, @Nullable Long minutes, @Nullable String reason) {
        assertThat(reasons(scanned(1, district, minutes), "food"))
                .isEqualTo(Stream.ofNullable(reason).toList());
        assertThat(reasons(scanned(2, district, minutes), "food")).isEmpty();
    }

    private static SpendingFacts scanned(int round, @Nullable String district, @Nullable Long minutes) {
        return new SpendingFacts(
                round, TODAY, true, true, district, minutes, "1001", "1001", "small-shop", List.of("food"), List.of());
    }

    static List<String> prohibited() {
        return Stream.of(PROHIBITED_IN_APRIL, ADDED_IN_JULY, OUT_FROM_THE_BEGINNING)
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("prohibited")
    void prohibitedGoods_areRefusedInEveryRoundOfEveryShop(String goods) {
        assertThat(reasons(onDay(1, TODAY, goods), goods)).containsExactly("prohibited-" + goods);
        assertThat(reasons(onDay(2, TODAY, goods), goods)).containsExactly("prohibited-" + goods);
    }

    @Test
    void listOfProhibitedGoods_holdsFromItsDay() {
        LocalDate april = LocalDate.of(2024, 4, 23);
        LocalDate july = LocalDate.of(2024, 7, 24);

        assertThat(PROHIBITED_IN_APRIL).hasSize(16);
        assertThat(prohibitedOn(april.minusDays(1))).isEqualTo(OUT_FROM_THE_BEGINNING);
        assertThat(prohibitedOn(april)).containsAll(PROHIBITED_IN_APRIL).doesNotContainAnyElementsOf(ADDED_IN_JULY);
        assertThat(prohibitedOn(july.minusDays(1))).isEqualTo(prohibitedOn(april));
        assertThat(prohibitedOn(july)).isEqualTo(prohibited());
    }

    private static List<String> prohibitedOn(LocalDate day) {
        return prohibited().stream()
                .filter(goods -> !reasons(onDay(1, day, goods), goods).isEmpty())
                .toList();
    }

    private static SpendingFacts onDay(int round, LocalDate day, String goods) {
        return new SpendingFacts(
                round, day, true, true, "1001", 0L, "1001", "1001", "small-shop", List.of("food", goods), List.of());
    }

    /** 928 districts, of which Bangkok's 50 khet are easily forgotten: 878 are the others. */
    static List<String> bangkok() {
        return new Districts()
                .all().stream()
                        .map(District::code)
                        .filter(code -> code.startsWith("10"))
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("bangkok")
    void khet_paysInItselfAndNotInTheNext(String khet) {
        List<String> all = bangkok();
        String next = all.get((all.indexOf(khet) + 1) % all.size());

        assertThat(all).hasSize(50);
        assertThat(reasons(between(khet, khet), "food")).isEmpty();
        assertThat(reasons(between(khet, next), "food")).containsExactly("other-district");
    }

    @ParameterizedTest
    @CsvSource({"1050, 1301", "1001, 1101", "5001, 5101", "3001, 3101", "9001, 9101", "5014, 5001"})
    void districtsBesideEachOther_areDifferentDistricts(String payer, String merchant) {
        var districts = new Districts();
        assertThat(districts.find(payer)).isPresent();
        assertThat(districts.find(merchant)).isPresent();

        assertThat(reasons(between(payer, merchant), "food")).containsExactly("other-district");
        assertThat(reasons(between(merchant, payer), "food")).containsExactly("other-district");
        assertThat(reasons(between(merchant, merchant), "food")).isEmpty();
    }

    private static SpendingFacts between(String payer, String merchant) {
        return new SpendingFacts(
                1, TODAY, true, true, merchant, 1L, payer, merchant, "small-shop", List.of("food"), List.of());
    }

    @Test
    void everythingWrong_isToldAtOnceAndOfBothSides() {
        var facts = new SpendingFacts(
                1, TODAY, false, false, null, null, "1001", "9001", "department-store", List.of("food"), List.of());
        assertThat(told(facts, "gold"))
                .containsExactlyInAnyOrder(
                        "payer window-closed",
                        "payer not-face-to-face",
                        "payer other-district",
                        "payee merchant-too-large",
                        "payee goods-not-declared",
                        "payee prohibited-gold");
    }

    @Test
    void copiedCode_isToldWithPlaceAndTime() {
        assertThat(reasons(scanned(1, "1002", 60L), "food"))
                .containsExactlyInAnyOrder("scanned-elsewhere", "scan-too-old");
    }

    private static List<String> reasons(SpendingFacts facts, String goods) {
        return told(facts, goods).stream()
                .map(reason -> reason.substring(reason.indexOf(' ') + 1))
                .toList();
    }

    private static List<String> told(SpendingFacts facts, String goods) {
        return ENGINE.evaluateDecision(TABLE, DmnSpendingRules.inputs(facts).putValue("goodsClass", goods)).stream()
                .peek(row -> assertThat(List.of(row.getEntry("reasonTh"), row.getEntry("reasonEn")))
                        .allSatisfy(text -> assertThat(Objects.toString(text)).isNotBlank()))
                .map(row -> row.getEntry("side") + " " + row.getEntry("reasonCode"))
                .toList();
    }
}
