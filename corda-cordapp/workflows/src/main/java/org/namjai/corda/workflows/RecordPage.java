package org.namjai.corda.workflows;

import co.paralleluniverse.fibers.Suspendable;
import net.corda.core.contracts.StateAndRef;
import net.corda.core.crypto.SecureHash;
import net.corda.core.flows.FlowException;
import net.corda.core.flows.FlowLogic;
import net.corda.core.flows.FlowSession;
import net.corda.core.flows.InitiatingFlow;
import net.corda.core.flows.StartableByRPC;
import net.corda.core.identity.Party;
import net.corda.core.utilities.OpaqueBytes;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.contracts.LedgerPageContract;
import org.namjai.corda.contracts.MerkleTree;
import org.namjai.corda.contracts.PackedTransitions;
import org.namjai.corda.contracts.RecordedPage;
import org.namjai.corda.contracts.Totals;

/**
 * Records a page with a participant; opens the chain first when there is none. Only the DGA's node may start it.
 *
 * <p>Repeat-safe: a page that was recorded before with the same content gives its recorded place. What goes wrong is a
 * {@link FlowException} whose message begins with one of
 *
 * <ul>
 *   <li>{@code PAGE_DIFFERS}: another page was recorded under this number;
 *   <li>{@code PAGE_IN_FLIGHT}: a page of this chain, maybe this very one, is still being recorded: later again;
 *   <li>{@code PAGE_NOT_NEXT}: pages before this one are missing;
 *   <li>{@code PAGE_UNLAWFUL}: it breaks the contract, and which law;
 *   <li>{@code PAGE_REFUSED}: the participant says no, and why;
 *   <li>{@code GATEWAY_UNREACHABLE}: the participant's gateway gave no answer: later again;
 *   <li>{@code NOT_DGA}: this node is not the DGA's.
 * </ul>
 */
@InitiatingFlow
@StartableByRPC
public class RecordPage extends FlowLogic<RecordedPage> {
    private final String programme;
    private final String participantId;
    private final Party participant;
    private final long number;
    private final long firstTransition;
    private final Totals totals;
    private final OpaqueBytes keyForDga;
    private final OpaqueBytes keyForParticipant;
    private final OpaqueBytes packedTransitions;

    /**
     * @param participantId the last part of the chain's name
     * @param number from 1; page 0 is made by opening the chain
     * @param firstTransition the number of the first transition, from 1 and without gaps over the chain
     * @param totals running totals after this page
     * @param packedTransitions the encrypted transitions in order of their numbers, as {@link PackedTransitions} makes them
     */
    public RecordPage(
            String programme,
            String participantId,
            Party participant,
            long number,
            long firstTransition,
            Totals totals,
            OpaqueBytes keyForDga,
            OpaqueBytes keyForParticipant,
            OpaqueBytes packedTransitions) {
        this.programme = programme;
        this.participantId = participantId;
        this.participant = participant;
        this.number = number;
        this.firstTransition = firstTransition;
        this.totals = totals;
        this.keyForDga = keyForDga;
        this.keyForParticipant = keyForParticipant;
        this.packedTransitions = packedTransitions;
    }

    @Suspendable
    @Override
    public RecordedPage call() throws FlowException {
        if (!getOurIdentity().getName().equals(LedgerPage.DGA)) {
            throw new FlowException("NOT_DGA: only the DGA's node records pages.");
        }
        requireWellFormed();
        if (number < 1) throw new FlowException("PAGE_NOT_NEXT: pages are numbered from 1.");
        String chain = LedgerPage.chainOf(programme, participantId).getExternalId();
        ChainClaims claims = getServiceHub().cordaService(ChainClaims.class);
        if (!claims.claim(chain, getRunId())) {
            throw new FlowException("PAGE_IN_FLIGHT: a page of " + chain + " is still being recorded.");
        }
        try {
            return recordOrFind();
        } finally {
            claims.release(chain, getRunId());
        }
    }

    private void requireWellFormed() throws FlowException {
        try {
            PackedTransitions.unpack(packedTransitions);
        } catch (IllegalArgumentException e) {
            throw new FlowException("PAGE_UNLAWFUL: " + e.getMessage(), e);
        }
    }

    @Suspendable
    private RecordedPage recordOrFind() throws FlowException {
        StateAndRef<LedgerPage> head = head();
        long headNumber = head.getState().getData().getNumber();
        if (number <= headNumber) return recordedBefore(head);
        if (number > headNumber + 1) {
            throw new FlowException("PAGE_NOT_NEXT: the newest page is " + headNumber + ".");
        }
        return record(head);
    }

    @Suspendable
    private StateAndRef<LedgerPage> head() throws FlowException {
        StateAndRef<LedgerPage> head = Chain.head(getServiceHub(), programme, participantId);
        if (head != null) return head;
        subFlow(new OpenChain(programme, participantId, participant));
        return Chain.existingHead(getServiceHub(), programme, participantId);
    }

    private RecordedPage recordedBefore(StateAndRef<LedgerPage> head) throws FlowException {
        StateAndRef<LedgerPage> recorded = Chain.pageBefore(getServiceHub(), head, number);
        LedgerPage page = recorded.getState().getData();
        SecureHash root = MerkleTree.root(PackedTransitions.unpack(packedTransitions));
        boolean same = page.getMerkleRoot().equals(root)
                && page.getFirstTransition() == firstTransition
                && page.getTotals().equals(totals)
                && page.getParticipant().equals(participant);
        if (!same) throw new FlowException("PAGE_DIFFERS: page " + number + " was recorded with other content.");
        return placeOf(page, recorded.getRef().getTxhash());
    }

    @Suspendable
    private RecordedPage record(StateAndRef<LedgerPage> head) throws FlowException {
        LedgerPage before = head.getState().getData();
        if (!before.getParticipant().equals(participant)) {
            throw new FlowException("PAGE_DIFFERS: the chain is held with " + before.getParticipant() + ".");
        }
        if (firstTransition != before.getFirstTransition() + before.getTransitions()) {
            throw new FlowException("PAGE_NOT_NEXT: the next transition is "
                    + (before.getFirstTransition() + before.getTransitions()) + ".");
        }
        LedgerPage page =
                before.next(head.getRef().getTxhash(), totals, keyForDga, keyForParticipant, packedTransitions);
        // On a line of its own: Quasar can't suspend while an object is half made.
        FlowSession session = initiateFlow(participant);
        SecureHash id = subFlow(new FinalisePage(head, page, new LedgerPageContract.Commands.Record(), session));
        return placeOf(page, id);
    }

    private static RecordedPage placeOf(LedgerPage page, SecureHash transactionId) {
        return new RecordedPage(page.getNumber(), transactionId, page.getMerkleRoot());
    }
}
