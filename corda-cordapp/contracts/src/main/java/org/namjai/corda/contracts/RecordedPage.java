package org.namjai.corda.contracts;

import java.util.Objects;
import net.corda.core.crypto.SecureHash;
import net.corda.core.serialization.CordaSerializable;

/** Where a page stands on the ledger: the answer of the flow that recorded it. */
@CordaSerializable
public final class RecordedPage {
    private final long number;
    private final SecureHash transactionId;
    private final SecureHash merkleRoot;

    public RecordedPage(long number, SecureHash transactionId, SecureHash merkleRoot) {
        this.number = number;
        this.transactionId = transactionId;
        this.merkleRoot = merkleRoot;
    }

    public long getNumber() {
        return number;
    }

    public SecureHash getTransactionId() {
        return transactionId;
    }

    public SecureHash getMerkleRoot() {
        return merkleRoot;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof RecordedPage)) return false;
        RecordedPage that = (RecordedPage) other;
        return number == that.number && transactionId.equals(that.transactionId) && merkleRoot.equals(that.merkleRoot);
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, transactionId, merkleRoot);
    }

    @Override
    public String toString() {
        return "RecordedPage(" + number + ", " + transactionId + ", " + merkleRoot + ")";
    }
}
