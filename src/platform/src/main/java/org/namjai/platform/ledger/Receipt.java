package org.namjai.platform.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.corda.core.crypto.SecureHash;
import net.corda.core.utilities.OpaqueBytes;
import org.namjai.corda.contracts.MerkleTree;

/**
 * Proves that one transition stands on a page: its Merkle path leads from the encrypted transition to the root that the
 * page's Corda transaction carries.
 *
 * @param number the transition's place in the chain, from 1
 * @param page the page's number
 * @param index the transition's place on the page, from 0
 * @param transitions how many the page holds
 * @param encrypted the transition as it stands on the page, base64
 * @param path hashes from the leaf's sibling up, hex
 * @param root the page's Merkle root, hex
 * @param transactionId the Corda transaction that recorded the page, hex
 * @param transition what the encrypted transition says
 */
public record Receipt(
        String programme,
        String participant,
        long number,
        long page,
        int index,
        int transitions,
        String encrypted,
        List<String> path,
        String root,
        String transactionId,
        Transition transition) {

    /** Whether the path leads to the root. That the root is on the ledger is for the reader's own node to say. */
    @JsonIgnore
    public boolean isConsistent() {
        var leaf = new OpaqueBytes(Base64.getDecoder().decode(encrypted));
        var hashes = new ArrayList<SecureHash>();
        for (var hash : path) {
            hashes.add(SecureHash.create(hash));
        }
        return MerkleTree.proves(SecureHash.create(root), leaf, index, transitions, hashes);
    }

    static List<String> path(List<byte[]> transitions, int index) {
        return MerkleTree.path(DgaNode.opaque(transitions), index).stream()
                .map(SecureHash::toString)
                .toList();
    }
}
