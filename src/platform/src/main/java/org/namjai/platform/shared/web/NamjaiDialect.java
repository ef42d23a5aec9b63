package org.namjai.platform.shared.web;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.processor.IProcessor;

/** The templates' own vocabulary: the attribute {@code nj:words}, and {@code #thai}, {@code #baht}, {@code #language}. */
final class NamjaiDialect extends AbstractProcessorDialect implements IExpressionObjectDialect {
    private static final int AFTER_STANDARD = 1000;
    private final Words words;

    NamjaiDialect(Words words) {
        super("Namjai", "nj", AFTER_STANDARD);
        this.words = words;
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(new WordsProcessor(prefix, words));
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return new Factory();
    }

    private static final class Factory implements IExpressionObjectFactory {
        @Override
        public Set<String> getAllExpressionObjectNames() {
            return Set.of("thai", "baht", "language");
        }

        @Override
        public @Nullable Object buildObject(IExpressionContext context, String name) {
            Locale locale = context.getLocale();
            return switch (name) {
                case "thai" -> new Dates(locale);
                case "baht" -> new Baht(locale);
                case "language" -> Words.isEnglish(locale) ? "en" : "th";
                default -> null;
            };
        }

        @Override
        public boolean isCacheable(String name) {
            return true;
        }
    }
}
