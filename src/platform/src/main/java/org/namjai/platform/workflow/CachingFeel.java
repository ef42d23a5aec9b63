package org.namjai.platform.workflow;

import camundajar.impl.scala.jdk.CollectionConverters;
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
import org.camunda.feel.api.EvaluationFailureType.ASSERT_FAILURE$;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.SuccessfulEvaluationResult;
import org.camunda.feel.context.Context;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.impl.interpreter.FeelInterpreter;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValFatalError;
import org.camunda.feel.valuemapper.ValueMapper;

/**
 * Camunda's FEEL engine parses every cell again at each evaluation, and makes every built-in function again for each cell;
 * keeping both makes 80,000 tables a second of 1,100. Only deployed tables fill the store, and it is bounded all the same.
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

    static final class Remembering extends org.camunda.feel.FeelEngine {
        private final Map<String, camundajar.impl.scala.util.Either<Failure, ParsedExpression>> expressions =
                new ConcurrentHashMap<>();
        private final Map<String, camundajar.impl.scala.util.Either<Failure, ParsedExpression>> unaryTests =
                new ConcurrentHashMap<>();
        private final FeelInterpreter interpreter;
        private final FunctionProvider known;

        Remembering(CustomFunctionTransformer functions, ValueMapper.CompositeValueMapper values) {
            super(functions, values, new Configuration(false), FeelEngineClock.SystemClock$.MODULE$);
            this.interpreter = new FeelInterpreter(values);
            // In the order of the delivered engine, whose functions hold no state beside the clock.
            this.known = new FunctionProvider.CompositeFunctionProvider(CollectionConverters.ListHasAsScala(
                            List.<FunctionProvider>of(new BuiltinFunctions(clock(), values), functions))
                    .asScala()
                    .toList());
        }

        /**
         * The same as the delivered engine with functions that were made before. Whatever fails is left to that engine, so
         * that failures are its own, word for word.
         *
         * @param expression from this engine, whose parsing has validated it
         */
        @Override
        public EvaluationResult evaluate(ParsedExpression expression, Context variables) {
            EvalContext context = EvalContext.create(valueMapper(), known).merge(variables);
            try {
                Val value = interpreter.eval(expression.expression(), context);
                return isFailure(value, context)
                        ? super.evaluate(expression, variables)
                        : new SuccessfulEvaluationResult(
                                valueMapper().unpackVal(value),
                                context.failureCollector().failures());
            } catch (RuntimeException e) {
                return super.evaluate(expression, variables);
            }
        }

        private static boolean isFailure(Val value, EvalContext context) {
            return value instanceof ValError
                    || value instanceof ValFatalError
                    || context.failureCollector()
                            .failures()
                            .exists(failure -> failure.failureType() == ASSERT_FAILURE$.MODULE$);
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
