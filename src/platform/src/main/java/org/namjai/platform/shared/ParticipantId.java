package org.namjai.platform.shared;

import java.util.regex.Pattern;

/**
 * A bank or e-wallet that takes part.
 *
 * @param value matches {@code [a-z][a-z0-9-]{0,30}}
 */
public record ParticipantId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    public ParticipantId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a ParticipantId: " + value);
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
