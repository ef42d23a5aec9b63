package org.namjai.platform.payment;

import java.util.List;
import org.namjai.platform.shared.ProgrammeId;

/** A programme's spending rules; implemented by the engine's side. */
public interface SpendingRules {
    /** All reasons against the purchase; empty when it is allowed. */
    List<Refusal> refusals(ProgrammeId programme, SpendingFacts facts);
}
