package org.namjai.corda.reader;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.corda.core.crypto.SecureHash;
import net.corda.core.utilities.OpaqueBytes;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.contracts.MerkleTree;
import org.namjai.corda.reader.ProvenPage.UnprovenException;

/**
 * What of a receipt can be held against any node that has the page.
 *
 * @param number the transition's place in the chain, from 1
 * @param page the page's number
 * @param index the transition's place on the page, from 0
 * @param transitions how many the page holds
 * @param encrypted the transition as it stands on the page, base64
 * @param path hashes from the leaf's sibling up, hex
 * @param root the page's Merkle root, hex
 * @param transactionId the Corda transaction that recorded the page, hex
 */
public record PageReceipt(
        String programme,
        String participant,
        long number,
        long page,
        int index,
        int transitions,
        String encrypted,
        List<String> path,
        String root,
        String transactionId) {

    /** The page it is about, proven and found to hold it. */
    public sealed interface Check {
        record Holds(ProvenPage page) implements Check {}

        /** @param reason one plain sentence */
        record Fails(String reason) implements Check {}
    }

    /** Whether the path leads to the root. That the root is on the ledger is for a node to say. */
    public boolean isConsistent() {
        try {
            List<SecureHash> hashes = new ArrayList<>();
            for (String hash : path) hashes.add(SecureHash.create(hash));
            return MerkleTree.proves(SecureHash.create(root), leaf(), index, transitions, hashes);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private OpaqueBytes leaf() {
        return new OpaqueBytes(Base64.getDecoder().decode(encrypted));
    }

    /** Asks a node, and trusts nothing but signatures and hashes. */
    public Check checkedWith(RemoteNode node) {
        if (!isConsistent()) return new Check.Fails("The Merkle path does not lead from the transition to the root.");
        try {
            ProvenPage proven = ProvenPage.at(node, SecureHash.create(transactionId));
            return objection(proven.page()).<Check>map(Check.Fails::new).orElseGet(() -> new Check.Holds(proven));
        } catch (UnprovenException e) {
            return new Check.Fails("The page can't be proven: " + e.getMessage() + ".");
        } catch (IllegalArgumentException e) {
            return new Check.Fails("The transaction's id is not one.");
        }
    }

    private Optional<String> objection(LedgerPage at) {
        if (!(programme + "/" + participant).equals(at.getChain().getExternalId()) || at.getNumber() != page) {
            return Optional.of("The transaction made page " + at.getNumber() + " of "
                    + at.getChain().getExternalId() + ", not the one that the receipt names.");
        }
        if (!at.getMerkleRoot().toString().equalsIgnoreCase(root) || at.getTransitions() != transitions) {
            return Optional.of("The page on the ledger has another Merkle root or count.");
        }
        return at.getFirstTransition() + index == number
                ? Optional.empty()
                : Optional.of("The transition does not stand at this place of the page.");
    }
}
