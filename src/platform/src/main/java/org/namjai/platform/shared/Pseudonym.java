package org.namjai.platform.shared;

import java.util.regex.Pattern;

/**
 * A payer as the books, the banks and the ledger know them: 32 characters of base32, keyed when they stand for a person.
 *
 * @param value matches {@code [a-z2-7]{32}}
 */
public record Pseudonym(String value) {
    public static final int BYTES = 20;
    private static final Pattern FORM = Pattern.compile("[a-z2-7]{32}");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    public Pseudonym {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a Pseudonym: " + value);
        }
    }

    /** RFC 4648 without padding of {@link #BYTES} bytes, a multiple of five, so that no bits are left over. */
    public static Pseudonym of(byte[] bytes) {
        var text = new StringBuilder(bytes.length * 8 / 5);
        long bits = 0;
        int held = 0;
        for (byte b : bytes) {
            bits = (bits << 8 | (b & 0xff)) & 0xfff;
            held += 8;
            while (held >= 5) {
                held -= 5;
                text.append(ALPHABET.charAt((int) (bits >> held) & 31));
            }
        }
        return new Pseudonym(text.toString());
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
