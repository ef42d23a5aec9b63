package org.namjai.platform.disbursement;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;

/**
 * An instruction's row with what it needs of its pay-out, and the orders by which it moves money.
 *
 * @param committedWith the participant on whose chain the money was committed
 */
record Instruction(
        UUID id,
        UUID request,
        ProgrammeId programme,
        ParticipantId participant,
        ParticipantId committedWith,
        Channel channel,
        MoneyForm money,
        Pseudonym subject,
        long amountSatang,
        String district,
        @Nullable UUID walletId,
        @Nullable String reasonCode) {

    /** A chain disburses no more than was committed on it, so another participant's gets the commitment first. */
    List<TransferOrder> toClearing() {
        TransferOrder disburse = order(TransferKind.DISBURSE, entitlement(), clearing());
        if (committedWith.equals(participant)) {
            return List.of(disburse);
        }
        AccountRef budget = AccountRef.budget(programme);
        return List.of(
                order(TransferKind.RELEASE, entitlement(), budget).at(committedWith),
                order(TransferKind.COMMIT, budget, entitlement()),
                disburse);
    }

    /** Of an answered one: to the payee when it was credited, else back to the entitlement. */
    List<TransferOrder> answered() {
        TransferOrder order = isCredited()
                ? order(TransferKind.CONFIRM, clearing(), payee())
                : order(TransferKind.CANCEL, clearing(), entitlement());
        return List.of(order.following(key(TransferKind.DISBURSE)));
    }

    boolean isCredited() {
        return reasonCode == null;
    }

    /** Where the money is when the participant has credited it. */
    AccountRef payee() {
        return money == MoneyForm.WALLET
                ? AccountRef.wallet(programme, participant, subject)
                : AccountRef.paid(programme, participant);
    }

    /** The participant's wallet that was credited; none when the money is the payee's own. */
    Optional<WalletsCredited.Wallet> wallet() {
        return Optional.ofNullable(walletId)
                .map(wallet -> new WalletsCredited.Wallet(wallet, programme, participant, subject, district));
    }

    AccountRef clearing() {
        return AccountRef.clearing(programme, participant);
    }

    private AccountRef entitlement() {
        return AccountRef.entitlement(programme, subject);
    }

    private TransferOrder order(TransferKind kind, AccountRef debit, AccountRef credit) {
        return TransferOrder.of(key(kind), kind, debit, credit, amountSatang)
                .at(participant)
                .about(subject)
                .because(id);
    }

    private String key(TransferKind kind) {
        return kind.code() + "/" + id;
    }
}
