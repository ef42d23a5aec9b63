package org.namjai.platform.ledger;

import java.security.GeneralSecurityException;
import java.util.Optional;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.reader.PageReceipt.Check;
import org.namjai.corda.reader.RemoteNode;

/** Checks a receipt against the DGA's own node; the platform's database is not asked. */
public final class Receipts {
    private final RemoteNode node;
    private final Keys keys;

    Receipts(RemoteNode node, Keys keys) {
        this.node = node;
        this.keys = keys;
    }

    /** Why the receipt is not right, in one plain sentence; empty when it is. */
    public Optional<String> objection(Receipt receipt) {
        Check check = receipt.claim().checkedWith(node);
        if (check instanceof Check.Fails fails) {
            return Optional.of(fails.reason());
        }
        return contentObjection(receipt, ((Check.Holds) check).page().page());
    }

    private Optional<String> contentObjection(Receipt receipt, LedgerPage page) {
        var id = new PageId(receipt.programme(), receipt.participant(), receipt.page());
        try {
            var carried = PageCipher.open(
                    id,
                    receipt.number(),
                    page.getKeyForDga().getBytes(),
                    page.getEncryptedTransitions().get(receipt.index()).getBytes(),
                    keys.asDga());
            return carried.equals(receipt.transition())
                    ? Optional.empty()
                    : Optional.of("The ledger's transition says something else than the receipt.");
        } catch (GeneralSecurityException e) {
            return Optional.of("The transition can't be decrypted.");
        }
    }
}
