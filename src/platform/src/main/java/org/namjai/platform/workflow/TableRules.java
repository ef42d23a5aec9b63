package org.namjai.platform.workflow;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Element;

/**
 * A decision as the deployment check reads it.
 *
 * @param inputs the element of each variable that the table needs
 */
record TableRules(XmlModel model, Set<String> outputs, Map<String, Element> inputs, List<String> warnings) {
    private static final int MOST_RULES = 2_000;
    static final List<String> DECISION =
            List.of(Case.OUTCOME, Case.AMOUNT_SATANG, Case.REASON_CODE, Case.REASON_TH, Case.REASON_EN);
    private static final List<String> REFUSAL = List.of("side", Case.REASON_CODE, Case.REASON_TH, Case.REASON_EN);
    private static final List<String> LIMIT = List.of(
            DmnLimitRules.WHO,
            DmnLimitRules.PERIOD,
            DmnLimitRules.MOST_PAYMENTS,
            DmnLimitRules.MOST_SATANG,
            Case.REASON_CODE,
            Case.REASON_TH,
            Case.REASON_EN);

    /** What the payments' hot path relies on. */
    private static final Map<String, String> LIMIT_CELLS = Map.of(
            DmnLimitRules.WHO, "\"(payer|merchant|participant)\"",
            DmnLimitRules.PERIOD, "\"(minute|day)\"",
            DmnLimitRules.MOST_PAYMENTS, "[0-9]{0,15}",
            DmnLimitRules.MOST_SATANG, "[0-9]{0,15}",
            Case.REASON_CODE, "\"[a-z][a-z0-9-]*\"");

    private static final List<String> REASON = List.of(Case.REASON_CODE, Case.REASON_TH, Case.REASON_EN);
    private static final Set<String> REVERSAL_FACTS = Set.of("minutesSince", "round", "amountSatang", "paidSatang");
    private static final Set<String> CASH_OUT_FACTS =
            Set.of("round", "taxStatus", "tradingYears", "yearsFiled", "filedEveryYear");
    private static final Set<String> SPENDING_FACTS = Set.of(
            "round",
            "purchaseDate",
            "windowOpen",
            "faceToFace",
            "placeDistrict",
            "minutesSinceScan",
            "payerDistrict",
            "merchantDistrict",
            "merchantClass",
            "merchantGoods",
            "goodsClass");

    /** Throws when the table cannot be deployed. */
    static TableRules read(XmlModel model) {
        Element decision =
                XmlModel.children(model.root(), "decision").findFirst().orElseThrow();
        Element table = XmlModel.children(decision, "decisionTable")
                .findFirst()
                .orElseThrow(() -> model.refuse(decision, Rule.DECISION_TABLE.of()));
        TableRules rules = new TableRules(model, new LinkedHashSet<>(), new LinkedHashMap<>(), new ArrayList<>());
        rules.readColumns(table);
        rules.readRows(table);
        rules.checkKind(decision, table);
        return rules;
    }

    boolean is(String suffix) {
        return model.id().endsWith("-" + suffix);
    }

    private void readColumns(Element table) {
        for (Element output : XmlModel.children(table, "output").toList()) {
            String name = output.getAttribute("name");
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw model.refuse(output, Rule.OUTPUT_NAME.of());
            }
            if (!outputs.add(name)) throw model.refuse(output, Rule.OUTPUT_TWICE.of(name));
        }
        for (Element expression : XmlModel.below(table, "inputExpression")) {
            XmlModel.text(expression, "text").ifPresent(text -> take(expression, FeelText.expression(text)));
        }
    }

    private void readRows(Element table) {
        List<Element> rows = XmlModel.children(table, "rule").toList();
        if (rows.isEmpty()) throw model.refuse(table, Rule.NO_RULE.of());
        if (rows.size() > MOST_RULES) throw model.refuse(table, Rule.TOO_MANY_RULES.of());
        for (Element row : rows) {
            for (Element cell : XmlModel.children(row, "inputEntry").toList()) {
                XmlModel.text(cell, "text").ifPresent(text -> take(cell, FeelText.unaryTests(text)));
            }
            for (Element cell : XmlModel.children(row, "outputEntry").toList()) {
                XmlModel.text(cell, "text").ifPresent(text -> take(cell, FeelText.expression(text)));
            }
        }
    }

    private void take(Element element, FeelText feel) {
        for (Rule.Broken fault : feel.faults()) throw model.refuse(element, fault);
        feel.names().stream().filter(name -> !name.equals("?")).forEach(name -> inputs.putIfAbsent(name, element));
        if (feel.isOfTheDay()) {
            warnings.add(Refusals.warning(model.file(), element.getAttribute("id"), Rule.OF_THE_DAY.of()));
        }
    }

    private void checkKind(Element decision, Element table) {
        String policy = table.getAttribute("hitPolicy").isEmpty() ? "UNIQUE" : table.getAttribute("hitPolicy");
        if (is("eligibility")) need(table, DECISION);
        if (is("spending")) {
            checkReasons(table, REFUSAL, SPENDING_FACTS);
            return;
        }
        if (is("reversal")) {
            checkReasons(table, REASON, REVERSAL_FACTS);
            return;
        }
        if (is("cash-out")) {
            checkReasons(table, REASON, CASH_OUT_FACTS);
            return;
        }
        if (is("limits")) {
            need(table, LIMIT);
            if (!Set.of("round", "merchantClass").containsAll(inputs.keySet())) {
                throw model.refuse(table, Rule.LIMIT_INPUTS.of());
            }
            LIMIT_CELLS.forEach((output, allowed) -> checkCells(table, output, allowed));
            return;
        }
        if (is("misuse")) {
            need(table, List.of(Case.REASON_CODE, Case.REASON_TH, Case.REASON_EN, DmnMisuseRules.AGAIN_AFTER));
            return;
        }
        if (is("phases") && !inputs.keySet().equals(Set.of("round"))) {
            throw model.refuse(table, Rule.PHASES.of());
        }
        if (is("phases") && outputs.contains(Case.PAYS_FROM)) checkFirstDays(table);
        // A number over many rules is a sum; any other table that gives many rows would give a process none.
        boolean sum =
                policy.equals("COLLECT") && !table.getAttribute("aggregation").isEmpty();
        if (!sum && !Set.of("UNIQUE", "FIRST", "ANY").contains(policy)) {
            throw model.refuse(decision, Rule.HIT_POLICY.of(policy));
        }
    }

    /** Each row is one reason against something, of which these facts are known. */
    private void checkReasons(Element table, List<String> answer, Set<String> facts) {
        need(table, answer);
        Set<String> unknown = new TreeSet<>(inputs.keySet());
        unknown.removeAll(facts);
        if (!unknown.isEmpty()) {
            throw model.refuse(
                    table, Rule.NOT_OF_A_PURCHASE.of(unknown.iterator().next()));
        }
    }

    /** Pay-outs are spread over days from these. */
    private void checkFirstDays(Element table) {
        int place = List.copyOf(outputs).indexOf(Case.PAYS_FROM);
        for (Element row : XmlModel.children(table, "rule").toList()) {
            for (Element cell :
                    XmlModel.children(row, "outputEntry").skip(place).limit(1).toList()) {
                if (!isDay(XmlModel.text(cell, "text").orElse(""))) throw model.refuse(cell, Rule.FIRST_DAY.of());
            }
        }
    }

    private void checkCells(Element table, String output, String allowed) {
        int place = List.copyOf(outputs).indexOf(output);
        for (Element row : XmlModel.children(table, "rule").toList()) {
            for (Element cell :
                    XmlModel.children(row, "outputEntry").skip(place).limit(1).toList()) {
                String text = XmlModel.text(cell, "text").orElse("").strip();
                if (!text.matches(allowed)) throw model.refuse(cell, Rule.LIMIT_CELL.of(output));
            }
        }
    }

    private static boolean isDay(String cell) {
        if (!cell.strip().matches("\"[0-9-]{10}\"")) return false;
        try {
            LocalDate.parse(cell.strip().substring(1, 11));
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void need(Element table, List<String> names) {
        for (String name : names) {
            if (!outputs.contains(name)) throw model.refuse(table, Rule.OUTPUT_MISSING.of(name));
        }
    }
}
