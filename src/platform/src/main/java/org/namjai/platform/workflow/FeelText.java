package org.namjai.platform.workflow;

import camundajar.impl.scala.Product;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstRange;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Exponentiation;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.IterationContext;
import org.camunda.feel.syntaxtree.JavaFunctionInvocation;
import org.camunda.feel.syntaxtree.QualifiedFunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;

/**
 * What a FEEL expression does, read from its syntax tree and not from its spelling: which variables it names, and what
 * it may not do.
 */
final class FeelText {
    private static final int LONGEST = 4_000;
    private static final int WIDEST_RANGE = 1_000;
    private static final int DEEPEST_LOOPS = 3;
    private static final int HIGHEST_POWER = 10;
    private static final FeelEngine PARSER = new FeelEngine.Builder().build();

    /** Regular expressions can take for ever; a decision is the same each time. */
    private static final Set<String> FORBIDDEN_FUNCTIONS =
            Set.of("matches", "replace", "split", "extract", "random number", "uuid");

    private static final Set<String> OF_THE_DAY = Set.of("today", "now");

    private final Set<String> names = new TreeSet<>();
    private final List<Rule.Broken> faults = new ArrayList<>();
    private boolean ofTheDay;

    private FeelText() {}

    static FeelText expression(String text) {
        return read(text, false);
    }

    /** A rule's cell: tests of its column's value. */
    static FeelText unaryTests(String text) {
        return read(text, true);
    }

    private static FeelText read(String text, boolean tests) {
        FeelText read = new FeelText();
        if (text.isBlank()) return read;
        if (text.length() > LONGEST) {
            read.faults.add(Rule.FEEL_TOO_LONG.of());
            return read;
        }
        try {
            var parsed = tests ? PARSER.parseUnaryTests(text) : PARSER.parseExpression(text);
            if (parsed.isRight()) read.walk(parsed.toOption().get().expression(), Set.of(), 0);
            else read.faults.add(Rule.NOT_FEEL.of(text));
        } catch (StackOverflowError e) {
            read.faults.add(Rule.FEEL_TOO_DEEP.of());
        }
        return read;
    }

    /** Variables that it needs from outside. */
    Set<String> names() {
        return names;
    }

    /** Empty when it may be deployed. */
    List<Rule.Broken> faults() {
        return faults;
    }

    /** Whether its value changes with the day on which it is evaluated. */
    boolean isOfTheDay() {
        return ofTheDay;
    }

    private void walk(Object node, Set<String> bound, int loops) {
        if (node instanceof Ref ref) name(ref.names().head(), bound);
        else if (node instanceof For loop) loop(loop.iterators(), loop.exp(), bound, loops);
        else if (node instanceof SomeItem loop) loop(loop.iterators(), loop.condition(), bound, loops);
        else if (node instanceof EveryItem loop) loop(loop.iterators(), loop.condition(), bound, loops);
        else if (node instanceof Filter filter) filter(filter, bound, loops);
        else if (node instanceof ConstContext context) context(context, bound, loops);
        else if (node instanceof FunctionDefinition || node instanceof JavaFunctionInvocation)
            faults.add(Rule.FEEL_DEFINITION.of());
        else if (node instanceof QualifiedFunctionInvocation call) faults.add(Rule.FEEL_METHOD.of(call.function()));
        else {
            if (node instanceof FunctionInvocation call) call(call.function());
            if (node instanceof Exponentiation power) power(power);
            children(node, bound, loops);
        }
    }

    private void children(Object node, Set<String> bound, int loops) {
        if (!(node instanceof Product product)) return;
        var parts = product.productIterator();
        while (parts.hasNext()) walk(parts.next(), bound, loops);
    }

    private void name(Object name, Set<String> bound) {
        String text = String.valueOf(name);
        if (!bound.contains(text) && !text.equals("item") && !text.equals("partial")) names.add(text);
    }

    private void loop(
            camundajar.impl.scala.collection.immutable.List<camundajar.impl.scala.Tuple2<String, Exp>> iterators,
            Exp body,
            Set<String> bound,
            int loops) {
        Set<String> inner = new HashSet<>(bound);
        int depth = loops;
        var each = iterators.iterator();
        while (each.hasNext()) {
            var iterator = each.next();
            range(iterator._2());
            walk(iterator._2(), inner, depth);
            inner.add(iterator._1());
            depth++;
        }
        if (depth > DEEPEST_LOOPS) faults.add(Rule.FEEL_LOOPS.of());
        walk(body, inner, depth);
    }

    private void range(Exp over) {
        if (over instanceof ConstRange) faults.add(Rule.FEEL_LOOP.of());
        if (!(over instanceof IterationContext range)) return;
        boolean fits = range.start() instanceof ConstNumber from
                && range.end() instanceof ConstNumber to
                && Math.abs(to.value().toDouble() - from.value().toDouble()) <= WIDEST_RANGE;
        if (!fits) faults.add(Rule.FEEL_RANGE.of());
    }

    /** Inside, names may be those of the list's items, so only the list's own are taken. */
    private void filter(Filter filter, Set<String> bound, int loops) {
        walk(filter.list(), bound, loops);
        FeelText inside = new FeelText();
        inside.walk(filter.filter(), bound, loops + 1);
        faults.addAll(inside.faults);
        ofTheDay |= inside.ofTheDay;
    }

    private void context(ConstContext context, Set<String> bound, int loops) {
        Set<String> inner = new HashSet<>(bound);
        var entries = context.entries().iterator();
        while (entries.hasNext()) {
            var entry = entries.next();
            walk(entry._2(), inner, loops);
            inner.add(entry._1());
        }
    }

    private void call(String function) {
        if (FORBIDDEN_FUNCTIONS.contains(function)) faults.add(Rule.FEEL_FUNCTION.of(function));
        ofTheDay |= OF_THE_DAY.contains(function);
    }

    private void power(Exponentiation power) {
        boolean low =
                power.y() instanceof ConstNumber exponent && exponent.value().toDouble() <= HIGHEST_POWER;
        if (!low) faults.add(Rule.FEEL_POWER.of());
    }
}
