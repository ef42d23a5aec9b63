package org.namjai.platform.shared.web;

import java.util.Locale;
import org.springframework.context.MessageSource;

/**
 * The pages' words. A Thai page shows Thai first and English beside it; who chose English sees English alone.
 */
final class Words {
    static final Locale THAI = Locale.forLanguageTag("th");

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    static boolean isEnglish(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
    }

    String thai(String key, Object... arguments) {
        return messages.getMessage(key, arguments, THAI);
    }

    String english(String key, Object... arguments) {
        return messages.getMessage(key, arguments, Locale.ENGLISH);
    }
}
