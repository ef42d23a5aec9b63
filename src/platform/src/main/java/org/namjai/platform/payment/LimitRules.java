package org.namjai.platform.payment;

import java.util.List;
import org.namjai.platform.shared.ProgrammeId;

/** A programme's limits; implemented by the engine's side. */
public interface LimitRules {
    /**
     * Those that hold for a purchase, by the version that is published now; none when the programme has no such table.
     *
     * @param round as {@link SpendingFacts#round}
     */
    List<SpendingLimit> limits(ProgrammeId programme, int round, String merchantClass);
}
