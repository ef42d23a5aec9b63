package org.namjai.platform.workflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnExpressionImpl;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.Rule;

/**
 * A deployed eligibility table as officers wrote it.
 *
 * @param descriptions of its rules, by id
 * @param names every name that stands in any of its cells
 */
record EligibilityTable(DmnDecision decision, Map<String, String> descriptions, Set<String> names) {
    static final String SUFFIX = "-eligibility";

    private static final DmnEngine ENGINE = EngineConfiguration.dmn().buildEngine();
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    static EligibilityTable read(String table, InputStream model) {
        try (model) {
            byte[] content = model.readAllBytes();
            DmnDecision decision = ENGINE.parseDecision(table, new ByteArrayInputStream(content));
            return new EligibilityTable(decision, descriptions(content), names(logic(decision)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DmnDecisionTableImpl logic() {
        return logic(decision);
    }

    List<Column> columns() {
        return logic().getInputs().stream().map(Column::of).toList();
    }

    int rules() {
        return logic().getRules().size();
    }

    /** The unary tests of a rule in a column; empty when anything will do. */
    String cell(int rule, int column) {
        DmnExpressionImpl cell = logic().getRules().get(rule).getConditions().get(column);
        String text = cell == null ? null : cell.getExpression();
        return text == null || text.strip().equals("-") ? "" : text.strip();
    }

    private static DmnDecisionTableImpl logic(DmnDecision decision) {
        return (DmnDecisionTableImpl) decision.getDecisionLogic();
    }

    private static Map<String, String> descriptions(byte[] content) {
        var descriptions = new HashMap<String, String>();
        for (Rule rule :
                Dmn.readModelFromStream(new ByteArrayInputStream(content)).getModelElementsByType(Rule.class)) {
            Description description = rule.getDescription();
            descriptions.put(
                    rule.getId(),
                    description == null ? "" : description.getTextContent().strip());
        }
        return descriptions;
    }

    private static Set<String> names(DmnDecisionTableImpl table) {
        var names = new TreeSet<String>();
        Stream<DmnExpressionImpl> cells = Stream.concat(
                table.getInputs().stream().map(input -> input.getExpression()),
                table.getRules().stream()
                        .flatMap(rule -> Stream.concat(rule.getConditions().stream(), rule.getConclusions().stream())));
        for (String cell : texts(cells)) {
            Matcher name = NAME.matcher(QUOTED.matcher(cell).replaceAll(" "));
            while (name.find()) names.add(name.group());
        }
        return names;
    }

    private static List<String> texts(Stream<DmnExpressionImpl> cells) {
        return cells.filter(cell -> cell != null && cell.getExpression() != null)
                .map(DmnExpressionImpl::getExpression)
                .toList();
    }
}
