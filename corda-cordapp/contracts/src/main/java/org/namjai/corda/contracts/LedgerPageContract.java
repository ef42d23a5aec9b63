package org.namjai.corda.contracts;

import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.corda.core.contracts.CommandData;
import net.corda.core.contracts.CommandWithParties;
import net.corda.core.contracts.Contract;
import net.corda.core.contracts.StateAndRef;
import net.corda.core.contracts.TimeWindow;
import net.corda.core.crypto.SecureHash;
import net.corda.core.transactions.LedgerTransaction;
import net.corda.core.utilities.OpaqueBytes;

/**
 * The law of a chain of pages, provable without decrypting anything: pages are consecutive, totals conserve money,
 * and nothing happens without both parties' signatures. What is not named here is forbidden.
 *
 * <p>Every field of a page is either checked to be what it must become or checked to be unchanged.
 */
public final class LedgerPageContract implements Contract {
    public static final String ID = "org.namjai.corda.contracts.LedgerPageContract";

    /** AES-GCM's nonce and tag, and at least one byte between them. */
    static final int MIN_ENCRYPTED_BYTES = 12 + 16 + 1;

    static final Duration LONGEST_WINDOW = Duration.ofMinutes(10);

    public interface Commands extends CommandData {
        /** Makes page 0. */
        final class Open implements Commands {}

        /** Makes the next page in place of the newest. */
        final class Record implements Commands {}

        /** Ends a chain whose money is all at rest. */
        final class Close implements Commands {}
    }

    @Override
    public void verify(LedgerTransaction tx) {
        require(tx.getCommands().size() == 1, "A transaction has exactly one command.");
        require(tx.getReferences().isEmpty(), "A transaction refers to no other state.");
        verifyTimeWindow(tx.getTimeWindow());
        CommandWithParties<CommandData> command = tx.getCommands().get(0);
        CommandData action = command.getValue();
        if (action instanceof Commands.Open) {
            verifyOpen(tx, command);
        } else if (action instanceof Commands.Record) {
            verifyRecord(tx, command);
        } else if (action instanceof Commands.Close) {
            verifyClose(tx, command);
        } else {
            throw new IllegalArgumentException("Only Open, Record and Close are allowed.");
        }
    }

    /** The notary checks that the page is recorded within it: nothing is kept back and recorded much later. */
    private void verifyTimeWindow(TimeWindow window) {
        require(
                window != null
                        && window.getFromTime() != null
                        && window.getUntilTime() != null
                        && !window.getUntilTime().isAfter(window.getFromTime().plus(LONGEST_WINDOW)),
                "A transaction has a time window of at most ten minutes.");
    }

    /**
     * Open: no input, one output, which is page 0 of the DGA's chain with that participant, empty.
     */
    private void verifyOpen(LedgerTransaction tx, CommandWithParties<CommandData> command) {
        require(tx.getInputStates().isEmpty(), "Open consumes nothing.");
        LedgerPage page = onlyOutput(tx, "Open makes exactly one page.");
        String externalId = page.getChain().getExternalId();
        String prefix = page.getProgramme() + "/";
        require(!page.getProgramme().isEmpty(), "A chain names its programme.");
        require(page.getProgramme().indexOf('/') < 0, "A programme's name has no slash.");
        require(
                externalId != null && externalId.startsWith(prefix) && externalId.length() > prefix.length(),
                "A chain is named after its programme and its participant.");
        require(
                page.getChain().getId().equals(LedgerPage.nameBased(externalId)),
                "A chain's identifier is made from its name.");
        require(page.getNumber() == 0, "A chain begins with page 0.");
        require(page.getPreviousTransaction().equals(SecureHash.zeroHash), "Page 0 has no page before it.");
        require(page.getDga().getName().equals(LedgerPage.DGA), "A chain is held by the DGA.");
        require(
                !page.getParticipant().getOwningKey().equals(page.getDga().getOwningKey()),
                "A chain is held with a participant, not with the DGA itself.");
        require(page.getTotals().equals(Totals.ZERO), "Totals begin at zero.");
        require(page.getFirstTransition() == LedgerPage.FIRST_TRANSITION, "Transitions are numbered from 1.");
        require(page.getTransitions() == 0 && page.getEncryptedTransitions().isEmpty(), "Page 0 holds no transitions.");
        require(
                page.getMerkleRoot().equals(MerkleTree.root(page.getEncryptedTransitions())),
                "The Merkle root is over the transitions carried.");
        require(
                page.getKeyForDga().equals(LedgerPage.NO_KEY)
                        && page.getKeyForParticipant().equals(LedgerPage.NO_KEY),
                "Page 0 holds no key.");
        requireBothSigned(page, command);
    }

    /**
     * Record: one input, the newest page; one output, the page after it: the same chain, programme and parties; number,
     * previous transaction, first transition, count, root, keys and totals as they must be after it.
     */
    private void verifyRecord(LedgerTransaction tx, CommandWithParties<CommandData> command) {
        StateAndRef<LedgerPage> input = onlyInput(tx, "Record consumes exactly one page.");
        LedgerPage before = input.getState().getData();
        LedgerPage after = onlyOutput(tx, "Record makes exactly one page.");
        require(sameChain(before, after), "The chain does not change.");
        require(after.getProgramme().equals(before.getProgramme()), "The programme does not change.");
        require(after.getDga().equals(before.getDga()), "The DGA's party does not change.");
        require(after.getParticipant().equals(before.getParticipant()), "The participant's party does not change.");
        require(after.getNumber() == before.getNumber() + 1, "Page numbers are consecutive.");
        require(
                after.getPreviousTransaction().equals(input.getRef().getTxhash()),
                "A page names the transaction of the page before it.");
        require(
                after.getFirstTransition() == before.getFirstTransition() + before.getTransitions(),
                "Transition numbers are consecutive.");
        verifyTransitions(after);
        verifyKeys(before, after);
        verifyTotals(before.getTotals(), after.getTotals());
        requireBothSigned(after, command);
    }

    private void verifyTransitions(LedgerPage page) {
        require(page.getTransitions() > 0, "A page holds at least one transition.");
        require(
                page.getTransitions() <= LedgerPage.MAX_TRANSITIONS,
                "A page holds at most " + LedgerPage.MAX_TRANSITIONS + " transitions.");
        require(
                page.getTransitions() == page.getEncryptedTransitions().size(),
                "The count is that of the transitions carried.");
        for (OpaqueBytes transition : page.getEncryptedTransitions()) {
            require(transition.getSize() >= MIN_ENCRYPTED_BYTES, "A transition is encrypted.");
        }
        require(
                page.getMerkleRoot().equals(MerkleTree.root(page.getEncryptedTransitions())),
                "The Merkle root is over the transitions carried.");
    }

    private void verifyKeys(LedgerPage before, LedgerPage after) {
        Set<OpaqueBytes> keys =
                new HashSet<>(Arrays.asList(before.getKeyForDga(), before.getKeyForParticipant(), LedgerPage.NO_KEY));
        require(
                keys.add(after.getKeyForDga()) && keys.add(after.getKeyForParticipant()),
                "A page has a key of its own, wrapped for each party.");
    }

    /** The law itself is in the description of {@link Totals}. */
    private void verifyTotals(Totals before, Totals after) {
        require(!after.isNegative(), "No total is negative.");
        require(!after.shrinksFrom(before), "No total shrinks.");
        require(after.getDisbursed() <= after.getCommitted(), "No more is disbursed than was committed.");
        require(after.getReversed() <= after.getSpent(), "No more is reversed than was spent.");
        // Differences of non-negative numbers don't overflow; sums might.
        long kept = after.getSpent() - after.getReversed();
        require(kept <= after.getDisbursed(), "No more is spent than was disbursed.");
        require(
                after.getReturned() <= after.getCommitted() - kept,
                "No more is spent and returned than was committed.");
        require(after.getSettled() <= kept, "No more is settled than was spent and not reversed.");
    }

    /**
     * Close: one input, no output; whatever was committed has been spent or returned, or, in a programme that pays cash
     * and where nothing is spent, paid out or returned; whatever was spent is settled.
     */
    private void verifyClose(LedgerTransaction tx, CommandWithParties<CommandData> command) {
        LedgerPage last =
                onlyInput(tx, "Close consumes exactly one page.").getState().getData();
        require(tx.getOutputStates().isEmpty(), "Close makes nothing.");
        Totals totals = last.getTotals();
        long kept = totals.getSpent() - totals.getReversed();
        boolean cash = totals.getSpent() == 0 && totals.getReturned() == totals.getCommitted() - totals.getDisbursed();
        require(
                cash || totals.getReturned() == totals.getCommitted() - kept,
                "A chain closes when all that was committed has been spent, returned or paid out as cash.");
        require(totals.getSettled() == kept, "A chain closes when all that was spent has been settled.");
        requireBothSigned(last, command);
    }

    private static boolean sameChain(LedgerPage one, LedgerPage other) {
        // UniqueIdentifier's own equality leaves the external id out.
        String name = one.getChain().getExternalId();
        return one.getChain().equals(other.getChain())
                && name != null
                && name.equals(other.getChain().getExternalId());
    }

    private static StateAndRef<LedgerPage> onlyInput(LedgerTransaction tx, String law) {
        require(tx.getInputs().size() == 1, law);
        require(tx.getInputs().get(0).getState().getData() instanceof LedgerPage, law);
        return tx.inRef(0);
    }

    private static LedgerPage onlyOutput(LedgerTransaction tx, String law) {
        require(tx.getOutputs().size() == 1, law);
        require(tx.getOutput(0) instanceof LedgerPage, law);
        return (LedgerPage) tx.getOutput(0);
    }

    private static void requireBothSigned(LedgerPage page, CommandWithParties<CommandData> command) {
        Set<PublicKey> required = new HashSet<>(Arrays.asList(
                page.getDga().getOwningKey(), page.getParticipant().getOwningKey()));
        require(
                required.equals(new HashSet<>(command.getSigners())),
                "The DGA and the participant sign, and nobody else.");
    }

    private static void require(boolean holds, String law) {
        if (!holds) throw new IllegalArgumentException(law);
    }
}
