package org.namjai.platform.ledger;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.corda.core.crypto.SecureHash;
import org.namjai.corda.contracts.MerkleTree;
import org.namjai.corda.reader.PageReceipt;

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

    /** A receipt read from outside has all of its parts, or is none. */
    public Receipt {
        Stream.of(programme, participant, encrypted, path, root, transactionId, transition)
                .forEach(Objects::requireNonNull);
    }

    /** What of it can be held against any node that has the page. */
    PageReceipt claim() {
        return new PageReceipt(
                programme, participant, number, page, index, transitions, encrypted, path, root, transactionId);
    }

    static List<String> path(List<byte[]> transitions, int index) {
        return MerkleTree.path(DgaNode.opaque(transitions), index).stream()
                .map(SecureHash::toString)
                .toList();
    }
}
