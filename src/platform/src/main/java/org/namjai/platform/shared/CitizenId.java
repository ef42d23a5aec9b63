package org.namjai.platform.shared;

/**
 * A Thai citizen's number: 13 digits, the last a check digit. Its text form hides the digits, so that it may stand in a
 * log by accident.
 *
 * @param digits the 13 digits without separators
 */
public record CitizenId(String digits) {
    public CitizenId {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("not a citizen id");
        }
    }

    /** Whether {@code text} is 13 digits whose last is the right check digit. */
    public static boolean isValid(String text) {
        if (!text.matches("[1-8][0-9]{12}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (text.charAt(i) - '0') * (13 - i);
        }
        return (11 - sum % 11) % 10 == text.charAt(12) - '0';
    }

    @Override
    public String toString() {
        return "CitizenId[hidden]";
    }
}
