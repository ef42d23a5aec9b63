package org.namjai.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.namjai.platform.account.TestBooks.BUA;
import static org.namjai.platform.account.TestBooks.KHAOHOM;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namjai.platform.account.Posting.Posted;
import org.namjai.platform.account.Posting.Refusal;
import org.namjai.platform.shared.Pseudonym;

/** Pending transfers are confirmed or cancelled once and whole; reversals together never pass their purchase. */
class FollowingTransfersTest {
    private static final UUID SHOP = new UUID(0, 1);

    private final TestBooks books = new TestBooks();
    private final Pseudonym mali = books.person(1);
    private final TransferOrder pending = books.disburse("pending", mali, BUA, 300);

    @BeforeEach
    void aPendingDisbursementOf300() {
        books.open(AccountRef.clearing(books.programme, BUA));
        books.open(AccountRef.clearing(books.programme, KHAOHOM));
        books.open(AccountRef.wallet(books.programme, BUA, mali));
        books.open(AccountRef.merchant(books.programme, SHOP));
        books.post(books.appropriate("a", 1_000), books.commit("c", mali, BUA, 1_000), pending)
                .orThrow();
    }

    @AfterEach
    void close() {
        assertThat(new BooksProof(books.jdbc).prove(step -> {}).finding()).isEmpty();
        books.close();
    }

    private TransferOrder confirm(String key, long satang) {
        return books.confirm(key, "pending", mali, BUA, satang);
    }

    private TransferOrder cancel(String key, long satang) {
        return TransferOrder.of(key, TransferKind.CANCEL, pending.credit(), pending.debit(), satang)
                .at(BUA)
                .about(mali)
                .following("pending");
    }

    private long wallet() {
        return books.balance(AccountRef.wallet(books.programme, BUA, mali));
    }

    private long entitlement() {
        return books.balance(AccountRef.entitlement(books.programme, mali));
    }

    @Test
    void confirmed_isInTheWalletAndCannotBeResolvedAgain() {
        books.post(confirm("x", 300)).orThrow();

        assertThat(wallet()).isEqualTo(300);
        assertThat(books.refusal(cancel("y", 300))).isEqualTo(Refusal.ORIGINAL_RESOLVED);
        assertThat(books.refusal(confirm("z", 300))).isEqualTo(Refusal.ORIGINAL_RESOLVED);
        assertThat(books.post(confirm("x", 300))).isInstanceOf(Posted.class);
        assertThat(wallet()).isEqualTo(300);
    }

    @Test
    void cancelled_isBackOnTheEntitlementAndCannotBeConfirmed() {
        books.post(cancel("x", 300)).orThrow();

        assertThat(entitlement()).isEqualTo(1_000);
        assertThat(books.refusal(confirm("y", 300))).isEqualTo(Refusal.ORIGINAL_RESOLVED);
    }

    @Test
    void confirmedAndCancelledInOneCall_isRefusedWhole() {
        assertThat(books.refusal(confirm("x", 300), cancel("y", 300))).isEqualTo(Refusal.ORIGINAL_RESOLVED);
        assertThat(wallet()).isZero();
        assertThat(books.post(cancel("y", 300))).isInstanceOf(Posted.class);
    }

    @Test
    void pendingAndResolvedInOneCall_isPosted() {
        var disbursement = books.disburse("d", mali, BUA, 50);

        assertThat(books.post(disbursement, books.confirm("e", "d", mali, BUA, 50)))
                .isInstanceOf(Posted.class);
        assertThat(wallet()).isEqualTo(50);
    }

    @Test
    void anotherAmountThanThePendingOne_isRefused() {
        assertThat(books.refusal(confirm("x", 299))).isEqualTo(Refusal.ORIGINAL_AMOUNT_DIFFERS);
        assertThat(books.refusal(cancel("x", 301))).isEqualTo(Refusal.ORIGINAL_AMOUNT_DIFFERS);
    }

    @Test
    void missingOrUnfittingOriginal_isRefused() {
        assertThat(books.refusal(books.confirm("x", "nothing", mali, BUA, 300))).isEqualTo(Refusal.ORIGINAL_UNKNOWN);
        // Not a pending transfer.
        assertThat(books.refusal(books.confirm("x", "c", mali, BUA, 300))).isEqualTo(Refusal.ORIGINAL_UNKNOWN);
        // Pending at another participant.
        books.open(AccountRef.wallet(books.programme, KHAOHOM, mali));
        assertThat(books.refusal(books.confirm("x", "pending", mali, KHAOHOM, 300)))
                .isEqualTo(Refusal.ORIGINAL_UNKNOWN);
        // Back to somebody else.
        Pseudonym other = books.person(2);
        var astray = TransferOrder.of(
                        "x", TransferKind.CANCEL, pending.credit(), AccountRef.entitlement(books.programme, other), 300)
                .at(BUA)
                .following("pending");
        assertThat(books.refusal(astray)).isEqualTo(Refusal.ORIGINAL_UNKNOWN);
    }

    @Test
    void originalNamedWhereNoneBelongsOrNoneWhereOneMust_isRefused() {
        assertThat(books.refusal(books.commit("x", mali, BUA, 1).following("c")))
                .isEqualTo(Refusal.ORIGINAL_UNKNOWN);
        assertThat(books.refusal(TransferOrder.of("x", TransferKind.CANCEL, pending.credit(), pending.debit(), 300)
                        .at(BUA)))
                .isEqualTo(Refusal.ORIGINAL_UNKNOWN);
    }

    @Test
    void reversalsInParts_reachThePurchaseToTheSatangAndNotOneMore() {
        books.post(confirm("x", 300)).orThrow();
        var purchase = books.purchase("p", mali, SHOP, 100);
        books.post(purchase, books.purchase("q", mali, SHOP, 100)).orThrow();

        assertThat(books.refusal(books.reverse("r0", purchase, 101))).isEqualTo(Refusal.ORIGINAL_EXCEEDED);
        assertThat(books.post(books.reverse("r1", purchase, 60))).isInstanceOf(Posted.class);
        assertThat(books.refusal(books.reverse("r2", purchase, 41))).isEqualTo(Refusal.ORIGINAL_EXCEEDED);
        assertThat(books.refusal(books.reverse("r2", purchase, 20), books.reverse("r3", purchase, 21)))
                .isEqualTo(Refusal.ORIGINAL_EXCEEDED);
        assertThat(books.post(books.reverse("r2", purchase, 20), books.reverse("r3", purchase, 20)))
                .isInstanceOf(Posted.class);
        assertThat(books.refusal(books.reverse("r4", purchase, 1))).isEqualTo(Refusal.ORIGINAL_EXCEEDED);
        assertThat(wallet()).isEqualTo(200);
    }

    @Test
    void reversalOfMoneyTheMerchantNoLongerHas_isRefused() {
        books.post(confirm("x", 300)).orThrow();
        var purchase = books.purchase("p", mali, SHOP, 100);
        var settlement = AccountRef.settlement(books.programme, BUA);
        books.open(settlement);
        books.post(
                        purchase,
                        TransferOrder.of("s", TransferKind.SETTLE, purchase.credit(), settlement, 100)
                                .at(BUA))
                .orThrow();

        assertThat(books.refusal(books.reverse("r", purchase, 1))).isEqualTo(Refusal.INSUFFICIENT_BALANCE);
    }
}
