package org.namjai.platform.oversight;

import java.util.Objects;
import java.util.Optional;
import org.namjai.platform.payment.Merchants;
import org.namjai.platform.payment.Merchants.Actor;
import org.namjai.platform.payment.Merchants.Move;
import org.namjai.platform.payment.RegisteredMerchant.State;
import org.namjai.platform.payment.Reversals;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Component;

/** Does what two people decided, in the transaction that closes the case. */
@Component
class Measures {
    private final Merchants merchants;
    private final Reversals reversals;

    Measures(Merchants merchants, Reversals reversals) {
        this.merchants = merchants;
        this.reversals = reversals;
    }

    /** Why it cannot be done; nothing when it is done. */
    Optional<Reason> take(PaymentCase about, Measure measure) {
        if (measure == Measure.REVERSE) {
            return reversals.grant(Objects.requireNonNull(about.payment()), about.id(), why(about)).stream()
                    .findFirst();
        }
        if (measure == Measure.SUSPEND) suspend(about);
        return Optional.empty();
    }

    /** A shop that is suspended or has closed meanwhile stays so. */
    private void suspend(PaymentCase about) {
        Move move = merchants.move(
                Objects.requireNonNull(about.merchant()),
                State.SUSPENDED,
                why(about),
                Actor.operator("of " + why(about)));
        if (move == Move.UNKNOWN) throw new IllegalStateException("no merchant " + about.merchant());
    }

    /** Payers and shops read it; what was noted is for those concerned. */
    private static String why(PaymentCase about) {
        return "payment case " + about.id();
    }
}
