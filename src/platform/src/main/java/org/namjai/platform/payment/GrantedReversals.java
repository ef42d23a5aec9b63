package org.namjai.platform.payment;

import java.util.Optional;
import java.util.UUID;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Service;

/** Whole payments given back because people decided so. */
@Service
public class GrantedReversals {
    private final Reversals reversals;

    GrantedReversals(Reversals reversals) {
        this.reversals = reversals;
    }

    /** Why it cannot be; nothing when the money has moved. In the caller's transaction. */
    public Optional<Reason> grant(UUID payment, UUID decision, String why) {
        return reversals.grant(payment, decision, why).stream().findFirst();
    }
}
