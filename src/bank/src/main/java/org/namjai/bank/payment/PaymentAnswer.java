package org.namjai.bank.payment;

import java.util.List;
import java.util.UUID;

/** What the platform said of a payment: {@code authorised}, or {@code refused} with all reasons. */
public record PaymentAnswer(UUID id, String outcome, List<RefusalReason> reasons) {
    public boolean isAuthorised() {
        return outcome.equals("authorised");
    }

    /** @param side {@code payer} or {@code payee}: whose condition is not met */
    public record RefusalReason(String side, String code, String th, String en) {}
}
