package org.namjai.platform.payment;

import java.util.ArrayList;
import java.util.List;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Decision;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.payment.PaymentStore.Stored;

/**
 * A judged payment on its way to the books.
 *
 * @param limits that hold for it
 */
record Purchase(Stored payment, List<SpendingLimit> limits) {
    boolean isAllowed() {
        return payment.refusals().isEmpty();
    }

    /** Refused, from a wallet that is there but may hold too little as well. */
    boolean isDoubtful() {
        return !isAllowed() && payment.round() != null;
    }

    AccountRef wallet() {
        PaymentOrder order = payment.order();
        return AccountRef.wallet(order.programme(), order.participant(), order.payer());
    }

    /** None when something speaks against it. */
    List<TransferOrder> transfers() {
        if (!isAllowed()) return List.of();
        PaymentOrder order = payment.order();
        return List.of(TransferOrder.of(
                        "purchase/" + order.id(),
                        TransferKind.PURCHASE,
                        wallet(),
                        AccountRef.merchant(order.programme(), order.merchantId()),
                        order.amountSatang())
                .at(order.participant())
                .about(order.payer())
                .with(order.merchantId())
                .because(order.id()));
    }

    /** @param balanceSatang of its wallet */
    Purchase notCoveredBy(long balanceSatang) {
        if (balanceSatang >= payment.order().amountSatang()) return this;
        var reasons = new ArrayList<>(payment.refusals());
        reasons.add(Refusals.INSUFFICIENT_BALANCE);
        return new Purchase(payment.refused(reasons), limits);
    }

    /** @throws OvertakenException when the books know its key with another content */
    Stored decidedBy(Decision decision) {
        if (!isAllowed()) return payment;
        return decision.fold(moves -> payment.paid(moves.leftSatang().get(0)), refusal -> switch (refusal) {
            case INSUFFICIENT_BALANCE -> payment.refused(List.of(Refusals.INSUFFICIENT_BALANCE));
            case KEY_REUSED -> throw new OvertakenException("the payment's key was used at the same moment");
            default -> throw new IllegalStateException("the books refused " + refusal);
        });
    }
}
