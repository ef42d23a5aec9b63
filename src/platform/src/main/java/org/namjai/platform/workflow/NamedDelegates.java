package org.namjai.platform.workflow;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * What an expression can reach: the process's variables, and the task delegates by their names. There is no resolver for
 * an object's properties or methods, so no expression - in a model, a filter or a query (CVE-2026-109432) - gets from a
 * value to a class, and none gets to any other Spring bean.
 */
final class NamedDelegates extends JuelExpressionManager {
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

    /** A property, an index, or a call of anything but the task queries' own functions. */
    private static final Pattern REACHING = Pattern.compile(
            "[$#]\\{[^}]*(\\.\\s*[A-Za-z_]|\\[|(?<!\\b(?:currentUser|currentUserGroups|now|dateTime))\\()");

    private final ApplicationContext beans;

    NamedDelegates(ApplicationContext beans) {
        this.beans = beans;
    }

    /** Refused before it is evaluated, as the caller's mistake; the resolvers below would find nothing anyway. */
    @Override
    public Expression createExpression(String text) {
        if ((text.contains("${") || text.contains("#{"))
                && REACHING.matcher(QUOTED.matcher(text).replaceAll("")).find()) {
            throw new BadUserRequestException(
                    "An expression may name variables and compare them; it may not call methods or reach into values.");
        }
        return super.createExpression(text);
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new VariableScopeElResolver());
        resolver.add(new VariableContextElResolver());
        resolver.add(new Delegates());
        resolver.add(new MapELResolver(true));
        return resolver;
    }

    private final class Delegates extends ELResolver {
        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base != null || !(property instanceof String name)) return null;
            if (!beans.containsBean(name) || !beans.isTypeMatch(name, JavaDelegate.class)) return null;
            context.setPropertyResolved(true);
            return beans.getBean(name);
        }

        @Override
        public Class<?> getType(ELContext context, @Nullable Object base, Object property) {
            return Object.class;
        }

        @Override
        public void setValue(ELContext context, @Nullable Object base, Object property, @Nullable Object value) {
            // Nothing of ours can be written; an unresolved property is refused by the engine.
        }

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
            return true;
        }

        @Override
        public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
            return null;
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
            return Object.class;
        }
    }
}
