package org.namjai.platform.request;

import java.util.List;

/**
 * A table's decision in words.
 *
 * @param facts what it was decided on
 * @param ways what would have to be different for the outcome to be {@code eligible}: the nearest first, the changes of one
 *     way all together; empty when it is eligible, or when nothing would do
 * @param amountSatang what the nearest way would bring; 0 when there is none
 */
public record Explanation(List<Fact> facts, List<Way> ways, long amountSatang) {
    /** The same words in Thai and in English. */
    public record Both(String th, String en) {}

    /** @param value with its unit */
    public record Fact(String input, Both label, Both value) {
        @Override
        public String toString() {
            return "Fact[" + input + "]";
        }
    }

    public record Way(List<Change> changes) {}

    /**
     * @param actual as it was
     * @param needed the limit in words, such as "at most 840,000 baht"
     */
    public record Change(String input, Both label, Both actual, Both needed) {
        @Override
        public String toString() {
            return "Change[" + input + "]";
        }
    }
}
