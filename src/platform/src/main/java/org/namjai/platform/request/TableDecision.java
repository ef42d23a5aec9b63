package org.namjai.platform.request;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.Reason;

/**
 * What an eligibility table decided, and on what. Holds personal data: it is kept sealed.
 *
 * @param table the decision's id
 * @param definition the engine's id of the deployed version: the very table can be found again
 * @param outcome {@code eligible}, {@code ineligible} or {@code refer}; empty when no rule fired
 * @param rules those that fired
 */
public record TableDecision(
        String table,
        String definition,
        int version,
        String outcome,
        long amountSatang,
        Reason reason,
        List<Rule> rules,
        Basis basis) {
    /** @param description the officers' own, such as the announcement it comes from */
    public record Rule(String id, String description) {}

    /** @param label as the table's column is headed, "Thai / English" */
    public record Input(String id, String label, @Nullable Object value) {}

    /**
     * @param inputs the table's columns
     * @param variables those that the table names in any cell: with them it can be evaluated again
     */
    public record Basis(List<Input> inputs, Map<String, @Nullable Object> variables) {
        @Override
        public String toString() {
            return "Basis[hidden]";
        }
    }

    public boolean isEligible() {
        return outcome.equals("eligible");
    }
}
