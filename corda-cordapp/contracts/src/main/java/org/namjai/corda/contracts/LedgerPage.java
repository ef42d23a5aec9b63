package org.namjai.corda.contracts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import net.corda.core.contracts.BelongsToContract;
import net.corda.core.contracts.LinearState;
import net.corda.core.contracts.UniqueIdentifier;
import net.corda.core.crypto.SecureHash;
import net.corda.core.identity.AbstractParty;
import net.corda.core.identity.CordaX500Name;
import net.corda.core.identity.Party;
import net.corda.core.serialization.ConstructorForDeserialization;
import net.corda.core.utilities.OpaqueBytes;

/**
 * A page of state transitions of one programme at one participant, known to the DGA and that participant alone.
 *
 * <p>The pages of a chain follow each other by number and by transaction id; the newest is the only unconsumed one.
 * Page 0 opens the chain and holds nothing. Transitions are numbered from 1 without gaps over the whole chain and
 * stand here encrypted, each under the page's key, which is wrapped once for each party; people appear in them only
 * as keyed pseudonyms.
 */
@BelongsToContract(LedgerPageContract.class)
public final class LedgerPage implements LinearState {
    public static final CordaX500Name DGA = new CordaX500Name("Digital Government Development Agency", "Bangkok", "TH");

    /** More would make a transaction too large to send. */
    public static final int MAX_TRANSITIONS = 10_000;

    /** The number of a chain's first transition. */
    public static final long FIRST_TRANSITION = 1;

    /** What page 0 holds in place of a wrapped key. */
    public static final OpaqueBytes NO_KEY = new OpaqueBytes(new byte[] {0});

    private final UniqueIdentifier chain;
    private final String programme;
    private final long number;
    private final SecureHash previousTransaction;
    private final Party dga;
    private final Party participant;
    private final Totals totals;
    private final long firstTransition;
    private final int transitions;
    private final SecureHash merkleRoot;
    private final OpaqueBytes keyForDga;
    private final OpaqueBytes keyForParticipant;
    private final OpaqueBytes packedTransitions;
    /** Unpacked when first asked for; serialisation leaves it alone. */
    private transient volatile List<OpaqueBytes> encryptedTransitions;

    @ConstructorForDeserialization
    public LedgerPage(
            UniqueIdentifier chain,
            String programme,
            long number,
            SecureHash previousTransaction,
            Party dga,
            Party participant,
            Totals totals,
            long firstTransition,
            int transitions,
            SecureHash merkleRoot,
            OpaqueBytes keyForDga,
            OpaqueBytes keyForParticipant,
            OpaqueBytes packedTransitions) {
        this.chain = chain;
        this.programme = programme;
        this.number = number;
        this.previousTransaction = previousTransaction;
        this.dga = dga;
        this.participant = participant;
        this.totals = totals;
        this.firstTransition = firstTransition;
        this.transitions = transitions;
        this.merkleRoot = merkleRoot;
        this.keyForDga = keyForDga;
        this.keyForParticipant = keyForParticipant;
        this.packedTransitions = packedTransitions;
    }

    /** Page 0 of a new chain. */
    public static LedgerPage opening(String programme, String participantId, Party dga, Party participant) {
        List<OpaqueBytes> nothing = Collections.emptyList();
        return new LedgerPage(
                chainOf(programme, participantId),
                programme,
                0,
                SecureHash.zeroHash,
                dga,
                participant,
                Totals.ZERO,
                FIRST_TRANSITION,
                0,
                MerkleTree.root(nothing),
                NO_KEY,
                NO_KEY,
                PackedTransitions.pack(nothing));
    }

    /**
     * The page after this one, which was recorded by {@code thisTransaction}.
     *
     * @param packed as {@link PackedTransitions} makes it
     */
    public LedgerPage next(
            SecureHash thisTransaction,
            Totals totalsAfter,
            OpaqueBytes wrappedForDga,
            OpaqueBytes wrappedForParticipant,
            OpaqueBytes packed) {
        List<OpaqueBytes> encrypted = PackedTransitions.unpack(packed);
        return new LedgerPage(
                chain,
                programme,
                number + 1,
                thisTransaction,
                dga,
                participant,
                totalsAfter,
                firstTransition + transitions,
                encrypted.size(),
                MerkleTree.root(encrypted),
                wrappedForDga,
                wrappedForParticipant,
                packed);
    }

    /** The same on every node, so that a chain is found by what it is of. */
    public static UniqueIdentifier chainOf(String programme, String participantId) {
        String externalId = programme + "/" + participantId;
        return new UniqueIdentifier(externalId, nameBased(externalId));
    }

    static UUID nameBased(String externalId) {
        return UUID.nameUUIDFromBytes(externalId.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code <programme>/<participantId>} as external id, and the UUID made from it. */
    public UniqueIdentifier getChain() {
        return chain;
    }

    @Override
    public UniqueIdentifier getLinearId() {
        return chain;
    }

    public String getProgramme() {
        return programme;
    }

    public long getNumber() {
        return number;
    }

    /** The transaction that recorded the page before; {@link SecureHash#zeroHash} for page 0. */
    public SecureHash getPreviousTransaction() {
        return previousTransaction;
    }

    public Party getDga() {
        return dga;
    }

    public Party getParticipant() {
        return participant;
    }

    /** Running totals after this page. */
    public Totals getTotals() {
        return totals;
    }

    /** The number of this page's first transition, or of the next page's when this one is empty. */
    public long getFirstTransition() {
        return firstTransition;
    }

    /** How many transitions the page holds. */
    public int getTransitions() {
        return transitions;
    }

    public SecureHash getMerkleRoot() {
        return merkleRoot;
    }

    public OpaqueBytes getKeyForDga() {
        return keyForDga;
    }

    public OpaqueBytes getKeyForParticipant() {
        return keyForParticipant;
    }

    /** The encrypted transitions as one string of bytes, see {@link PackedTransitions}. */
    public OpaqueBytes getPackedTransitions() {
        return packedTransitions;
    }

    /**
     * In order of their numbers; each is nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes).
     *
     * @throws IllegalArgumentException when the packed bytes are malformed
     */
    public List<OpaqueBytes> getEncryptedTransitions() {
        List<OpaqueBytes> unpacked = encryptedTransitions;
        if (unpacked == null) {
            unpacked = PackedTransitions.unpack(packedTransitions);
            encryptedTransitions = unpacked;
        }
        return unpacked;
    }

    @Override
    public List<AbstractParty> getParticipants() {
        return Arrays.<AbstractParty>asList(dga, participant);
    }

    @Override
    public String toString() {
        return "LedgerPage(" + chain.getExternalId() + " " + number + ", " + transitions + " transitions from "
                + firstTransition + ", " + merkleRoot + ")";
    }
}
