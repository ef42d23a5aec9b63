package org.namjai.platform.payment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.shared.Reason;
import org.springframework.stereotype.Service;

/** Whole payments given back because people decided so. */
@Service
public class GrantedReversals {
    private static final Reason IMPOSSIBLE =
            new Reason("not-reversible", "คืนแล้วหรือชำระให้ร้านค้าแล้ว", "It was reversed or settled before.");

    private final PaymentStore store;
    private final Books books;

    GrantedReversals(PaymentStore store, Books books) {
        this.store = store;
        this.books = books;
    }

    /** Why it cannot be; nothing when the money has moved. In the caller's transaction. */
    public Optional<Reason> grant(UUID payment, UUID decision, String why) {
        PaymentOrder order = store.find(payment).orElseThrow().order();
        var reversal = TransferOrder.of(
                        "reverse/" + decision,
                        TransferKind.REVERSE,
                        AccountRef.merchant(order.programme(), order.merchantId()),
                        AccountRef.wallet(order.programme(), order.participant(), order.payer()),
                        order.amountSatang())
                .at(order.participant())
                .about(order.payer())
                .with(order.merchantId())
                .because(payment)
                .following("purchase/" + payment);
        return books.post(List.of(reversal)) instanceof Posting.Refused ? Optional.of(IMPOSSIBLE) : Optional.empty();
    }
}
