package org.namjai.platform.payment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.payment.PaymentStore.PaidQr;
import org.namjai.platform.payment.PaymentStore.Stored;

/**
 * What the database knows of a payment that is asked for.
 *
 * @param first how it was decided before
 * @param payer none when it is not this participant's wallet of this payer
 * @param isQrPaid whether its dynamic QR code was paid
 */
record Known(@Nullable Stored first, @Nullable Payer payer, boolean isQrPaid) {
    static List<Known> of(List<PaymentOrder> orders, PaymentStore store, Wallets wallets) {
        Map<UUID, Stored> decided = store.findAll(orders);
        Map<PaymentOrder, Payer> payers = wallets.payers(orders);
        Set<PaidQr> paid = store.paidQrs(orders);
        return orders.stream()
                .map(order -> new Known(decided.get(order.id()), payers.get(order), isPaid(order, paid)))
                .toList();
    }

    private static boolean isPaid(PaymentOrder order, Set<PaidQr> paid) {
        String label = order.qrLabel();
        return label != null && paid.contains(new PaidQr(order.merchantId(), label));
    }
}
