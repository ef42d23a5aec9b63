package org.namjai.platform.registry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a programme asks a registry about whoever requests. Refuses itself with {@link IllegalArgumentException} when an
 * attribute is missing, unknown or of the wrong type.
 *
 * @param attributes what the question names besides the person
 */
public record Question(Registry registry, Map<String, ? extends @Nullable Object> attributes) {
    public Question {
        attributes = registry.checked(attributes);
    }
}
