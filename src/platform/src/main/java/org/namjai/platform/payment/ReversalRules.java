package org.namjai.platform.payment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Reason;

/** A programme's reversal rules; implemented by the engine's side. */
public interface ReversalRules {
    /**
     * What the rules say.
     *
     * @param reasons all that speaks against it; empty when it is allowed
     * @param decidedBy id of the deployed decision that judged; none when there are no rules, which allows nothing
     */
    record Ruling(List<Reason> reasons, @Nullable String decidedBy) {}

    /**
     * By the rules that came with those under which the payment was made.
     *
     * @param paymentDecidedBy id of the deployed decision that judged the payment; none of one older than its keeping
     */
    Ruling judge(ProgrammeId programme, @Nullable String paymentDecidedBy, ReversalFacts facts);
}
