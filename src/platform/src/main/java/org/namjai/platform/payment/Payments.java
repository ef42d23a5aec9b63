package org.namjai.platform.payment;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.GroupPosting;
import org.namjai.platform.shared.GroupCommit;
import org.springframework.stereotype.Service;

/** Authorises purchases. */
@Service
public class Payments {
    /** The merchant's first sale, then an id, a QR code and a limit that others are taking at the same moment. */
    private static final int MOST_ASKED = 5;

    private final GroupPosting<PaymentOrder, Optional<Authorisation>> group;
    private final GroupCommit<AccountRef, AccountRef> firstSales;

    Payments(
            GroupPosting<PaymentOrder, Optional<Authorisation>> purchases,
            GroupCommit<AccountRef, AccountRef> firstSales) {
        this.group = purchases;
        this.firstSales = firstSales;
    }

    /**
     * Takes the amount out of the wallet when nothing speaks against it; otherwise gives every reason at once. The answer
     * comes after the commit, from a thread that must not be held up. It fails when the database does: the outcome is then
     * unknown, and the same order may come again.
     */
    public CompletableFuture<Authorisation> authorise(PaymentOrder order) {
        return ask(order, MOST_ASKED);
    }

    private CompletableFuture<Authorisation> ask(PaymentOrder order, int times) {
        return group.submit(order.merchantId(), order)
                .map(answer -> answer.thenCompose(decided -> decided.map(CompletableFuture::completedFuture)
                                .orElseGet(() -> afterOpening(order, times)))
                        .exceptionallyCompose(fault -> afterFault(order, times, fault)))
                .orElseGet(Payments::busy);
    }

    private CompletableFuture<Authorisation> afterOpening(PaymentOrder order, int times) {
        if (times == 1) return failedFuture(new IllegalStateException("the payer's wallet has no account"));
        return firstSales
                .submit(AccountRef.merchant(order.programme(), order.merchantId()))
                .map(opened -> opened.thenCompose(account -> ask(order, times - 1)))
                .orElseGet(Payments::busy);
    }

    private CompletableFuture<Authorisation> afterFault(PaymentOrder order, int times, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof OvertakenException && times > 1 ? ask(order, times - 1) : failedFuture(cause);
    }

    private static CompletableFuture<Authorisation> busy() {
        return completedFuture(new Authorisation.Busy());
    }
}
