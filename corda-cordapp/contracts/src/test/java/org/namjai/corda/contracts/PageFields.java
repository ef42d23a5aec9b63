package org.namjai.corda.contracts;

import java.util.List;
import java.util.function.Consumer;
import net.corda.core.contracts.UniqueIdentifier;
import net.corda.core.crypto.SecureHash;
import net.corda.core.identity.Party;
import net.corda.core.utilities.OpaqueBytes;

/** A page's fields laid open, so that a test can spoil one. */
final class PageFields {
    UniqueIdentifier chain;
    String programme;
    long number;
    SecureHash previousTransaction;
    Party dga;
    Party participant;
    Totals totals;
    long firstTransition;
    int transitions;
    SecureHash merkleRoot;
    OpaqueBytes keyForDga;
    OpaqueBytes keyForParticipant;
    List<OpaqueBytes> encryptedTransitions;
    /** In place of the transitions, when a test spoils their packing. */
    OpaqueBytes packed;

    private PageFields(LedgerPage page) {
        chain = page.getChain();
        programme = page.getProgramme();
        number = page.getNumber();
        previousTransaction = page.getPreviousTransaction();
        dga = page.getDga();
        participant = page.getParticipant();
        totals = page.getTotals();
        firstTransition = page.getFirstTransition();
        transitions = page.getTransitions();
        merkleRoot = page.getMerkleRoot();
        keyForDga = page.getKeyForDga();
        keyForParticipant = page.getKeyForParticipant();
        encryptedTransitions = page.getEncryptedTransitions();
    }

    static LedgerPage spoil(LedgerPage page, Consumer<PageFields> spoiling) {
        PageFields fields = new PageFields(page);
        spoiling.accept(fields);
        return fields.page();
    }

    private LedgerPage page() {
        return new LedgerPage(
                chain,
                programme,
                number,
                previousTransaction,
                dga,
                participant,
                totals,
                firstTransition,
                transitions,
                merkleRoot,
                keyForDga,
                keyForParticipant,
                packed == null ? PackedTransitions.pack(encryptedTransitions) : packed);
    }
}
