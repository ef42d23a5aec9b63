package org.namjai.platform.shared.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.templatemode.TemplateMode;
import org.unbescape.html.HtmlEscape;

/**
 * {@code nj:words="home.title"} fills an element with the message of that key in Thai and English. Key and arguments
 * may be expressions, parted by bars: {@code nj:words="${'state.' + state}|${count}"}.
 */
final class WordsProcessor extends AbstractAttributeTagProcessor {
    private static final int BEFORE_TEXT = 1200;
    private final Words words;

    WordsProcessor(String prefix, Words words) {
        super(TemplateMode.HTML, prefix, null, false, "words", true, BEFORE_TEXT, true);
        this.words = words;
    }

    @Override
    protected void doProcess(
            ITemplateContext context,
            IProcessableElementTag tag,
            AttributeName name,
            String value,
            IElementTagStructureHandler structure) {
        Object[] parts = Arrays.stream(value.split("\\|"))
                .map(part -> evaluated(part.trim(), context))
                .toArray();
        String key = String.valueOf(parts[0]);
        Object[] arguments = Arrays.copyOfRange(parts, 1, parts.length);
        structure.setBody(html(key, arguments, context.getLocale()), false);
    }

    private String html(String key, Object[] arguments, Locale locale) {
        String english = escaped(words.english(key, arguments));
        if (Words.isEnglish(locale)) {
            return english;
        }
        String thai = escaped(words.thai(key, arguments));
        return thai.equals(english) ? thai : thai + " <span class=\"en\" lang=\"en\">" + english + "</span>";
    }

    private static Object evaluated(String part, ITemplateContext context) {
        if (!part.startsWith("${")) {
            return part;
        }
        Object found = StandardExpressions.getExpressionParser(context.getConfiguration())
                .parseExpression(context, part)
                .execute(context);
        return Objects.requireNonNull(found, () -> part + " is null");
    }

    private static String escaped(String text) {
        return HtmlEscape.escapeHtml5Xml(text);
    }
}
