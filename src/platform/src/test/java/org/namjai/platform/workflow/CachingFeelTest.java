package org.namjai.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import camundajar.impl.scala.jdk.CollectionConverters;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.scala.function.CustomFunctionTransformer;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.context.Context;
import org.camunda.feel.impl.JavaValueMapper;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.valuemapper.CustomValueMapper;
import org.camunda.feel.valuemapper.ValueMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keeping engine says what the delivered one says, failures and their words included, and the second time too. */
class CachingFeelTest {
    private static final Map<String, @Nullable Object> FACTS = facts();
    private static final VariableContext VARIABLES = Variables.fromMap(FACTS).asVariableContext();

    private final FeelEngine keeping = new CachingFeel().createInstance();
    private final FeelEngine delivered = new ScalaFeelEngineFactory().createInstance();

    private static Map<String, @Nullable Object> facts() {
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("age", 42);
        facts.put("incomeSatang", 84_000_000L);
        facts.put("name", "สมชาย ใจดี");
        facts.put("born", "1990-01-31");
        facts.put("bornOn", LocalDate.parse("1990-01-31"));
        facts.put("alive", true);
        facts.put("nothing", null);
        facts.put("plots", List.of(Map.of("crop", "rice", "rai", 12), Map.of("crop", "cassava", "rai", 7.5)));
        facts.put("missing", List.of());
        facts.put("withNull", Arrays.asList(1, null, 3));
        facts.put("house", Map.of("district", "5701", "members", List.of("a", "b")));
        return facts;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 + 2 * 3 ** 2",
                "age / 0",
                "incomeSatang <= 84000000",
                "10 / 4",
                "-age",
                "if age >= 16 then \"adult\" else \"child\"",
                "age between 16 and 60",
                "age in [16..60)",
                "nothing",
                "nothing = null",
                "nothing + 1",
                "unknown",
                "unknown.part",
                "unknown > 3",
                "house.district",
                "house.street",
                "plots.rai",
                "plots[crop = \"rice\"].rai",
                "plots[1]",
                "plots[9]",
                "sum(plots.rai)",
                "sum([])",
                "max(withNull)",
                "count(missing)",
                "mean([1, 2, 4])",
                "for p in plots return p.rai * 2",
                "some p in plots satisfies p.rai > 10",
                "every p in plots satisfies p.rai > 10",
                "list contains(missing, \"income\")",
                "append([1, 2], 3)",
                "distinct values([1, 1, 2])",
                "sort([3, 1, 2], function(a, b) a < b)",
                "sort([3, 1, 2], precedes: function(x, y) x > y)",
                "{twice: function(x) x * 2, result: twice(age)}.result",
                "function(x) x + age",
                "date(born)",
                "bornOn",
                "bornOn < date(\"2008-10-01\")",
                "years and months duration(date(born), date(\"2024-09-15\")).years",
                "date(\"2024-02-30\")",
                "date(\"no date\")",
                "date(nothing)",
                "date and time(\"2024-09-15T10:00:00+07:00\") + duration(\"PT1H\")",
                "@\"P1Y2M\"",
                "date(\"2024-09-15\") - date(\"2024-09-01\")",
                "today() > date(\"2024-01-01\")",
                "day of week(date(\"2024-09-15\"))",
                "string length(name)",
                "upper case(\"abc\") + \"def\"",
                "substring(name, 1, 5)",
                "substring(name, 99)",
                "contains(name, \"ใจ\")",
                "matches(\"57010001\", \"^57.*\")",
                "split(\"a;b;c\", \";\")",
                "number(\"12.5\")",
                "number(\"twelve\")",
                "string(12.50)",
                "decimal(1/3, 2)",
                "floor(-1.5)",
                "round half up(2.5, 0)",
                "modulo(-12, 5)",
                "abs(\"x\")",
                "no such function(1)",
                "substring()",
                "name + 1",
                "not(alive)",
                "not(nothing)",
                "alive and nothing",
                "alive or unknown",
                "get value(house, \"district\")",
                "get or else(nothing, 7)",
                "is defined(unknown)",
                "assert(age, age > 100)",
                "assert(age, age > 100, \"too young\")",
                "assert(age, age > 10)",
                "[1, 2] = [1, 2]",
                "{a: 1} = {a: 1}",
                "overlaps([1..5], [3..8])",
                "1 +",
                "\"open",
                "",
                "if",
                "function(x) external {java: {class: \"java.lang.Math\", method signature: \"abs(int)\"}}",
            })
    void expression_isTheSame(String expression) {
        for (int time = 1; time <= 2; time++) {
            assertThat(said(() -> keeping.evaluateSimpleExpression(expression, VARIABLES)))
                    .isEqualTo(said(() -> delivered.evaluateSimpleExpression(expression, VARIABLES)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "42",
                "< 60",
                ">= 16, < 10",
                "[16..60]",
                "not(42)",
                "not(< 10, > 90)",
                "null",
                "\"42\"",
                "? > 40 and ? < 50",
                "unknown",
                "> unknown",
                "> nothing",
                "> \"x\"",
                "date(\"2024-01-01\")",
                "list contains([41, 42], ?)",
                "no such function(?)",
                "assert(?, ? > 100)",
                "plots",
                "true",
                "1 +",
                "< ",
            })
    void unaryTest_isTheSame(String test) {
        for (String input : List.of("age", "nothing", "alive", "name", "bornOn", "missing", "unknown")) {
            for (int time = 1; time <= 2; time++) {
                assertThat(said(() -> keeping.evaluateSimpleUnaryTests(test, input, VARIABLES)))
                        .as(input)
                        .isEqualTo(said(() -> delivered.evaluateSimpleUnaryTests(test, input, VARIABLES)));
            }
        }
    }

    /** What the expression gives, or how it fails. */
    private static String said(Evaluation evaluation) {
        Object[] value = new Object[1];
        Throwable failure = catchThrowable(() -> value[0] = evaluation.value());
        if (failure != null) return failure.getClass().getName() + ": " + failure.getMessage();
        // A function has no value of its own to compare.
        String text = String.valueOf(value[0]).replaceAll("(\\$\\$Lambda|@)[0-9a-fx$/]+", "");
        return (value[0] == null ? "null" : value[0].getClass().getSimpleName().replaceAll("[$/].*", "")) + " " + text;
    }

    private interface Evaluation {
        @Nullable
        Object value();
    }

    /** One call's suppressed failures are not the next one's. */
    @Test
    void suppressedFailures_areOfOneCall() {
        var values = new ValueMapper.CompositeValueMapper(
                CollectionConverters.ListHasAsScala(List.<CustomValueMapper>of(new JavaValueMapper()))
                        .asScala()
                        .toList());
        var functions = new CustomFunctionTransformer(Collections.emptyList(), values);
        var ours = new CachingFeel.Remembering(functions, values);
        var theirs = new org.camunda.feel.FeelEngine.Builder()
                .functionProvider(functions)
                .valueMapper(values)
                .build();
        for (String text : List.of("unknown", "unknown > 3", "1", "nothing + 1", "number(\"x\")", "1 / 0", "2")) {
            assertThat(suppressed(ours, text)).as(text).isEqualTo(suppressed(theirs, text));
        }
        assertThat(suppressed(ours, "1")).isEqualTo("List()");
        assertThat(suppressed(ours, "unknown")).contains("NO_VARIABLE_FOUND");
    }

    private static String suppressed(org.camunda.feel.FeelEngine engine, String text) {
        ParsedExpression parsed = engine.parseExpression(text).toOption().get();
        EvaluationResult result = engine.evaluate(parsed, Context.EmptyContext$.MODULE$);
        return result.suppressedFailures().toString();
    }
}
