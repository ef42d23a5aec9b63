package org.namjai.platform.request;

import java.util.List;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Promises an approved request's amount out of the programme's budget. */
@Service
public class Entitlements {
    private final RequestStore store;
    private final Books books;

    Entitlements(RequestStore store, Books books) {
        this.store = store;
        this.books = books;
    }

    /** Repeat-safe; the request must be approved. */
    @Transactional
    public EntitlementResult open(RequestId id) {
        TransferOrder order = order(store.get(id));
        boolean opened = RequestBatch.of(id)
                .map(batch -> batch.promises().take(order, this::balance))
                .orElseGet(() -> post(order));
        return opened ? new EntitlementResult.Opened() : new EntitlementResult.BudgetExhausted();
    }

    private static TransferOrder order(StoredRequest request) {
        Long amountSatang = request.amountSatang();
        if (request.state() != RequestState.APPROVED || amountSatang == null) {
            throw new IllegalStateException(
                    "request " + request.id() + " is " + request.state().code() + ", not approved");
        }
        return TransferOrder.of(
                        "commit/" + request.id(),
                        TransferKind.COMMIT,
                        AccountRef.budget(request.programme()),
                        AccountRef.entitlement(request.programme(), request.subject()),
                        amountSatang)
                .at(request.participant())
                .about(request.subject())
                .because(request.id().value());
    }

    private long balance(AccountRef budget) {
        return books.balance(budget).orElse(0L);
    }

    private boolean post(TransferOrder order) {
        books.open(order.credit());
        Posting posting = books.post(List.of(order));
        if (isExhausted(posting)) {
            return false;
        }
        posting.orThrow();
        return true;
    }

    /** Posts what a batch promised; all of it, or {@link BudgetMoved}. */
    void post(Promises promises) {
        List<TransferOrder> orders = promises.orders();
        if (orders.isEmpty()) {
            return;
        }
        books.open(orders.stream().map(TransferOrder::credit).toList());
        for (Posting posting : books.postEach(orders.stream().map(List::of).toList())) {
            if (isExhausted(posting)) {
                throw new BudgetMoved();
            }
            posting.orThrow();
        }
    }

    private static boolean isExhausted(Posting posting) {
        return posting instanceof Posting.Refused refused && refused.refusal() == Posting.Refusal.INSUFFICIENT_BALANCE;
    }
}
