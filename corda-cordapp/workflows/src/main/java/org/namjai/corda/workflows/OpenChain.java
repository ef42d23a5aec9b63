package org.namjai.corda.workflows;

import co.paralleluniverse.fibers.Suspendable;
import net.corda.core.crypto.SecureHash;
import net.corda.core.flows.FlowException;
import net.corda.core.flows.FlowLogic;
import net.corda.core.flows.FlowSession;
import net.corda.core.flows.InitiatingFlow;
import net.corda.core.identity.Party;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.contracts.LedgerPageContract;

/** Records page 0 of a programme's chain with a participant. Part of {@link RecordPage}. */
@InitiatingFlow
public class OpenChain extends FlowLogic<SecureHash> {
    private final String programme;
    private final String participantId;
    private final Party participant;

    OpenChain(String programme, String participantId, Party participant) {
        this.programme = programme;
        this.participantId = participantId;
        this.participant = participant;
    }

    @Suspendable
    @Override
    public SecureHash call() throws FlowException {
        LedgerPage page = LedgerPage.opening(programme, participantId, getOurIdentity(), participant);
        // On a line of its own: Quasar can't suspend while an object is half made.
        FlowSession session = initiateFlow(participant);
        return subFlow(new FinalisePage(null, page, new LedgerPageContract.Commands.Open(), session));
    }
}
