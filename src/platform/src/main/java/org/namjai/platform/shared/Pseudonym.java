package org.namjai.platform.shared;

/**
 * A person as the books, the banks and the ledger know them: 32 characters of keyed base32.
 *
 * @param value matches {@code [a-z2-7]{32}}
 */
public record Pseudonym(String value) {
    public Pseudonym {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a Pseudonym: " + value);
        }
    }

    public static boolean isValid(String text) {
        return text.matches("[a-z2-7]{32}");
    }

    @Override
    public String toString() {
        return value;
    }
}
