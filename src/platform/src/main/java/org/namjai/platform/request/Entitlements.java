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
        StoredRequest request = store.get(id);
        Long amountSatang = request.amountSatang();
        if (request.state() != RequestState.APPROVED || amountSatang == null) {
            throw new IllegalStateException(
                    "request " + id + " is " + request.state().code() + ", not approved");
        }
        AccountRef entitlement = AccountRef.entitlement(request.programme(), request.subject());
        books.open(entitlement);
        Posting posting = books.post(List.of(TransferOrder.of(
                        "commit/" + id,
                        TransferKind.COMMIT,
                        AccountRef.budget(request.programme()),
                        entitlement,
                        amountSatang)
                .at(request.participant())
                .about(request.subject())
                .because(id.value())));
        if (posting instanceof Posting.Refused refused && refused.refusal() == Posting.Refusal.INSUFFICIENT_BALANCE) {
            return new EntitlementResult.BudgetExhausted();
        }
        posting.orThrow();
        return new EntitlementResult.Opened();
    }
}
