package org.namjai.platform.shared;

/**
 * A relief programme; the same as its BPMN process id.
 *
 * @param value matches {@code [a-z][a-z0-9-]{0,62}}
 */
public record ProgrammeId(String value) {
    public ProgrammeId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a ProgrammeId: " + value);
        }
    }

    public static boolean isValid(String text) {
        return text.matches("[a-z][a-z0-9-]{0,62}");
    }

    @Override
    public String toString() {
        return value;
    }
}
