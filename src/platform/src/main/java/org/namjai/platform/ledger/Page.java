package org.namjai.platform.ledger;

import java.util.List;

/**
 * A page exactly as it is sent to Corda, kept before it is sent.
 *
 * @param id its place
 * @param firstTransition number of its first transition in the chain
 * @param totals the chain's totals after it
 * @param merkleRoot RFC 6962 root over the encrypted transitions, 32 bytes
 * @param encrypted keys and transitions
 */
record Page(PageId id, long firstTransition, PageTotals totals, byte[] merkleRoot, PageCipher.Encrypted encrypted) {

    List<byte[]> transitions() {
        return encrypted.transitions();
    }
}
