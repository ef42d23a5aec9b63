package org.namjai.corda.reader;

import java.security.SignatureException;
import java.util.HashSet;
import java.util.List;
import net.corda.core.contracts.ContractState;
import net.corda.core.crypto.SecureHash;
import net.corda.core.transactions.SignedTransaction;
import org.jspecify.annotations.Nullable;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.contracts.MerkleTree;

/**
 * A page whose transaction was checked here and now: its id follows from its content, the DGA, the participant and the
 * notary signed it, and its Merkle root is that of the transitions it carries.
 */
public record ProvenPage(SecureHash transaction, LedgerPage page) {

    /** Why a page can't be believed. */
    public static final class UnprovenException extends Exception {
        private static final long serialVersionUID = 1;

        UnprovenException(String reason) {
            super(reason);
        }

        UnprovenException(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** The page that {@code transaction} made, as the node's own store holds it. */
    public static ProvenPage at(RemoteNode node, SecureHash transaction) throws UnprovenException {
        SignedTransaction stored;
        try {
            stored = node.transaction(transaction);
        } catch (NodeUnreachableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnprovenException("the node can't read its own transaction " + transaction, e);
        }
        return of(stored, transaction);
    }

    static ProvenPage of(@Nullable SignedTransaction stored, SecureHash transaction) throws UnprovenException {
        if (stored == null) throw new UnprovenException("the node has no transaction " + transaction);
        try {
            if (!stored.getId().equals(transaction)) {
                throw new UnprovenException("the content of transaction " + transaction + " was changed");
            }
            stored.verifyRequiredSignatures();
            return new ProvenPage(transaction, page(stored));
        } catch (SignatureException e) {
            throw new UnprovenException("a signature of transaction " + transaction + " is wrong or missing", e);
        } catch (RuntimeException e) {
            throw new UnprovenException("transaction " + transaction + " can't be read", e);
        }
    }

    private static LedgerPage page(SignedTransaction stored) throws UnprovenException {
        List<ContractState> outputs = stored.getTx().getOutputStates();
        if (outputs.size() != 1 || !(outputs.get(0) instanceof LedgerPage page)) {
            throw new UnprovenException("transaction " + stored.getId() + " does not make one page");
        }
        var parties =
                List.of(page.getDga().getOwningKey(), page.getParticipant().getOwningKey());
        if (!new HashSet<>(stored.getTx().getRequiredSigningKeys()).containsAll(parties)) {
            throw new UnprovenException("transaction " + stored.getId() + " was not signed by both parties");
        }
        if (page.getTransitions() != page.getEncryptedTransitions().size()
                || !page.getMerkleRoot().equals(MerkleTree.root(page.getEncryptedTransitions()))) {
            throw new UnprovenException(
                    "the Merkle root of page " + page.getNumber() + " is not that of its transitions");
        }
        return page;
    }
}
