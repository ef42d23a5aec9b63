package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.namjai.platform.request.Explanation.Change;
import org.namjai.platform.request.Explanation.Way;

/** What would have to be different, on tables made for it. */
class ExplanationTest {
    /** Conditions that are not met one after the other; limits are the round's. */
    private static final EligibilityTable REFUSING = table(
            "FIRST",
            List.of(
                    "มีชีวิตอยู่ / Alive | boolean | alive",
                    "อายุ / Age | integer | years and months duration(date(birthDate), date(cutOffDate)).years",
                    "เงินได้ (สตางค์) / Income (satang) | long | incomeSatang",
                    "พื้นที่ / Area | long | sum(for p in plots return p.areaSquareWah)"),
            "false | - | - | - | \"ineligible\" ; 0",
            "- | < minimumAge | - | - | \"ineligible\" ; 0",
            "- | - | > maximumIncomeSatang | - | \"ineligible\" ; 0",
            "- | - | - | < 400 | \"ineligible\" ; 0",
            "- | - | - | - | \"eligible\" ; 1000000");

    /** Conditions of those who get something; otherwise not. */
    private static final EligibilityTable GRANTING = table(
            "FIRST",
            List.of(
                    "พืช / Crop | string | crop",
                    "วันที่เสียหาย / Damaged on | - | date(damagedOn)",
                    "จำนวนวันที่น้ำท่วม / Days flooded | integer | daysFlooded"),
            "\"rice\", \"maize\" | >= date(declaredFrom) | [7..30] | \"eligible\" ; 500000",
            "\"rice\" | >= date(declaredFrom) | > 30 | \"eligible\" ; 700000",
            "- | - | - | \"ineligible\" ; 0");

    @Test
    void oneLimit_isNamedWithUnitsOnBothSides() {
        Change change = only(ways(REFUSING, Map.of("incomeSatang", 91_000_050)));

        assertThat(change.label().th()).isEqualTo("เงินได้");
        assertThat(change.label().en()).isEqualTo("Income");
        assertThat(change.actual().th()).isEqualTo("910,000.50 บาท");
        assertThat(change.actual().en()).isEqualTo("910,000.50 baht");
        assertThat(change.needed().th()).isEqualTo("ไม่เกิน 840,000 บาท");
        assertThat(change.needed().en()).isEqualTo("at most 840,000 baht");
    }

    @Test
    void limitFromBelow_isInYearsOrRai() {
        Change age = only(ways(REFUSING, Map.of("birthDate", "2010-01-31")));
        assertThat(age.actual().en()).isEqualTo("14 years");
        assertThat(age.needed().en()).isEqualTo("at least 16 years");
        assertThat(age.needed().th()).isEqualTo("อย่างน้อย 16 ปี");

        Change area = only(ways(REFUSING, Map.of("plots", List.of(Map.of("areaSquareWah", 350)))));
        assertThat(area.actual().en()).isEqualTo("350 square wah");
        assertThat(area.needed().th()).isEqualTo("อย่างน้อย 1 ไร่");
    }

    @Test
    void yesOrNo_isSaidPlainly() {
        Change change = only(ways(REFUSING, Map.of("alive", false)));
        assertThat(change.actual().en()).isEqualTo("no");
        assertThat(change.needed().en()).isEqualTo("yes");
    }

    @Test
    void severalConditions_areToldTogetherAndNoMoreThanNeeded() {
        List<Way> ways = ways(REFUSING, Map.of("birthDate", "2010-01-31", "incomeSatang", 84_000_001));

        assertThat(ways).singleElement().satisfies(way -> assertThat(way.changes())
                .extracting(change -> change.label().en())
                .containsExactly("Age", "Income"));
    }

    @Test
    void tableOfGrants_namesTheConditionThatFails() {
        Change change = only(ways(GRANTING, Map.of("daysFlooded", 5)));
        assertThat(change.actual().th()).isEqualTo("5 วัน");
        assertThat(change.needed().en()).isEqualTo("at least 7 days");
    }

    @Test
    void severalWays_nearestFirst() {
        List<Way> ways = ways(GRANTING, Map.of("crop", "maize", "daysFlooded", 31));

        assertThat(ways).hasSize(2);
        assertThat(ways.get(0).changes().get(0).needed().en()).isEqualTo("at most 30 days");
        assertThat(ways.get(1).changes().get(0).needed().en()).isEqualTo("rice");
    }

    @Test
    void text_namesEveryValueThatWouldDo() {
        assertThat(only(ways(GRANTING, Map.of("crop", "weeds"))).needed().th()).isEqualTo("rice หรือ maize");
    }

    @Test
    void date_isToldInBothEras() {
        Change change = only(ways(GRANTING, Map.of("damagedOn", "2024-08-15")));
        assertThat(change.actual().th()).isEqualTo("15 สิงหาคม 2567");
        assertThat(change.needed().en()).isEqualTo("not before 16 August 2024");
    }

    @Test
    void missingRecord_isAskedForAndNotMeasured() {
        Map<String, @Nullable Object> nothing = new HashMap<>();
        nothing.put("crop", null);
        Change change = only(ways(GRANTING, nothing));
        assertThat(change.actual().en()).isEqualTo("not on record");
        assertThat(change.needed().en()).isEqualTo("must be on record");
    }

    @Test
    void tableThatGrantsNobody_hasNoWay() {
        EligibilityTable never =
                table("FIRST", List.of("มีชีวิตอยู่ / Alive | boolean | alive"), "- | \"ineligible\" ; 0");
        assertThat(ways(never, Map.of())).isEmpty();
    }

    @Test
    void amountOfTheNearestWay_isTheTables() {
        NearestWays nearest = new NearestWays(GRANTING, facts(Map.of("daysFlooded", 5)));
        nearest.ways();
        assertThat(nearest.amountSatang()).isEqualTo(500_000);
    }

    private static Change only(List<Way> ways) {
        assertThat(ways).hasSize(1);
        assertThat(ways.get(0).changes()).hasSize(1);
        return ways.get(0).changes().get(0);
    }

    private static List<Way> ways(EligibilityTable table, Map<String, ? extends @Nullable Object> changed) {
        return new NearestWays(table, facts(changed)).ways();
    }

    private static Map<String, @Nullable Object> facts(Map<String, ? extends @Nullable Object> changed) {
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("alive", true);
        facts.put("birthDate", "1990-01-31");
        facts.put("cutOffDate", "2024-09-15");
        facts.put("minimumAge", 16);
        facts.put("incomeSatang", 1_000_000);
        facts.put("maximumIncomeSatang", 84_000_000);
        facts.put("plots", List.of(Map.of("areaSquareWah", 900)));
        facts.put("crop", "rice");
        facts.put("declaredFrom", "2024-08-16");
        facts.put("damagedOn", "2024-09-01");
        facts.put("daysFlooded", 12);
        facts.putAll(changed);
        return facts;
    }

    /** Columns "heading | type or - | expression"; rules "cell | … | outcome ; amount". */
    private static EligibilityTable table(String hitPolicy, List<String> columns, String... rules) {
        StringBuilder text = new StringBuilder(
                """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t">
                <decision id="t-eligibility" name="t"><decisionTable id="dt" hitPolicy="%s">
                """
                        .formatted(hitPolicy));
        int id = 0;
        for (String column : columns) {
            String[] part = column.split(" \\| ");
            text.append(
                    "<input id='i%d' label='%s'><inputExpression id='e%d' %s><text>%s</text></inputExpression></input>"
                            .formatted(
                                    id,
                                    part[0],
                                    id++,
                                    part[1].equals("-") ? "" : "typeRef='" + part[1] + "'",
                                    part[2]));
        }
        for (String output : List.of("outcome string", "amountSatang long", "reasonCode string")) {
            String[] part = output.split(" ");
            text.append("<output id='o%d' name='%s' typeRef='%s'/>".formatted(id++, part[0], part[1]));
        }
        for (String rule : rules) {
            String[] cells = rule.split(" \\| ");
            text.append("<rule id='r").append(id++).append("'>");
            for (int i = 0; i < cells.length - 1; i++) entry(text, "inputEntry", id++, cells[i]);
            for (String output : Stream.concat(Stream.of(cells[cells.length - 1].split(" ; ")), Stream.of("\"r\""))
                    .toList()) entry(text, "outputEntry", id++, output);
            text.append("</rule>");
        }
        String model = text.append("</decisionTable></decision></definitions>").toString();
        return EligibilityTable.read("t-eligibility", new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)));
    }

    private static void entry(StringBuilder text, String kind, int id, String cell) {
        text.append("<%1$s id='c%2$d'><text><![CDATA[%3$s]]></text></%1$s>".formatted(kind, id, cell));
    }
}
