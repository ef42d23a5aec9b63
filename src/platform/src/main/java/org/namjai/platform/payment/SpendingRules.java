package org.namjai.platform.payment;

import org.namjai.platform.shared.ProgrammeId;

/** A programme's spending rules; implemented by the engine's side. */
public interface SpendingRules {
    /** By the version that is published now. */
    Judgement judge(ProgrammeId programme, SpendingFacts facts);
}
