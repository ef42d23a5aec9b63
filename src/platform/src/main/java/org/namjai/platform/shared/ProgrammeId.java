package org.namjai.platform.shared;

import java.util.regex.Pattern;

/**
 * A relief programme; the same as its BPMN process id.
 *
 * @param value matches {@code [a-z][a-z0-9-]{0,62}}
 */
public record ProgrammeId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public ProgrammeId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a ProgrammeId: " + value);
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
