package org.namjai.platform.payment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a programme's spending rules say of a purchase.
 *
 * @param refusals all reasons against it; empty when it is allowed
 * @param decidedBy id of the deployed decision that judged; none when the programme has no rules, which allows nothing
 */
public record Judgement(List<Refusal> refusals, @Nullable String decidedBy) {}
