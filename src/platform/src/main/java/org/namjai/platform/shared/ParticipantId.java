package org.namjai.platform.shared;

/**
 * A bank or e-wallet that takes part.
 *
 * @param value matches {@code [a-z][a-z0-9-]{0,30}}
 */
public record ParticipantId(String value) {
    public ParticipantId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a ParticipantId: " + value);
        }
    }

    public static boolean isValid(String text) {
        return text.matches("[a-z][a-z0-9-]{0,30}");
    }

    @Override
    public String toString() {
        return value;
    }
}
