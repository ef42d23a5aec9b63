package org.namjai.platform.payment;

import java.util.List;
import org.namjai.platform.payment.PaymentStore.Stored;

/**
 * A judged payment on its way to the books.
 *
 * @param limits that hold for it
 */
record Purchase(Stored payment, List<SpendingLimit> limits) {
    Purchase refused(List<Refusal> refusals) {
        return new Purchase(payment.refused(refusals), limits);
    }

    /** @param leftSatang in the wallet */
    Purchase paid(long leftSatang) {
        return new Purchase(payment.paid(leftSatang), limits);
    }
}
