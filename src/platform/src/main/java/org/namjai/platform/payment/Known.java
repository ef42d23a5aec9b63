package org.namjai.platform.payment;

import java.util.HashSet;
import java.util.LinkedHashMap;
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
 * @param shop the payer's, when a shop pays
 * @param merchant who is paid; none when there is none
 * @param isQrPaid whether its dynamic QR code was paid
 */
record Known(
        @Nullable Stored first,
        @Nullable Payer payer,
        @Nullable RegisteredMerchant shop,
        @Nullable RegisteredMerchant merchant,
        boolean isQrPaid) {

    /** With one statement for each table, however many are asked for. */
    static Map<PaymentOrder, Known> of(
            List<PaymentOrder> orders, PaymentStore store, Wallets wallets, Merchants register) {
        Map<UUID, Stored> decided = store.findAll(orders);
        Map<PaymentOrder, Payer> payers = wallets.payers(orders);
        Map<UUID, RegisteredMerchant> merchants = register.known(merchants(orders, payers));
        Set<PaidQr> paid = store.paidQrs(orders);
        var known = new LinkedHashMap<PaymentOrder, Known>();
        for (PaymentOrder order : orders) {
            Payer payer = payers.get(order);
            UUID shop = payer == null ? null : payer.shop();
            known.put(
                    order,
                    new Known(
                            decided.get(order.id()),
                            payer,
                            shop == null ? null : merchants.get(shop),
                            merchants.get(order.merchantId()),
                            isPaid(order, paid)));
        }
        return known;
    }

    private static Set<UUID> merchants(List<PaymentOrder> orders, Map<PaymentOrder, Payer> payers) {
        var ids = new HashSet<UUID>();
        for (PaymentOrder order : orders) ids.add(order.merchantId());
        for (Payer payer : payers.values()) {
            if (payer.shop() != null) ids.add(payer.shop());
        }
        return ids;
    }

    private static boolean isPaid(PaymentOrder order, Set<PaidQr> paid) {
        String label = order.qrLabel();
        return label != null && paid.contains(new PaidQr(order.merchantId(), label));
    }
}
