package org.namjai.corda.workflows;

import co.paralleluniverse.fibers.Suspendable;
import java.util.Collections;
import net.corda.core.contracts.StateAndRef;
import net.corda.core.flows.FlowException;
import net.corda.core.flows.FlowLogic;
import net.corda.core.flows.FlowSession;
import net.corda.core.flows.InitiatedBy;
import net.corda.core.flows.ReceiveFinalityFlow;
import net.corda.core.flows.SignTransactionFlow;
import net.corda.core.transactions.SignedTransaction;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.contracts.LedgerPageContract;

/**
 * The participant's side of {@link RecordPage}: signs only a page of the DGA's that follows the newest one in our own
 * vault and whose every transition our gateway finds in our own accounts.
 */
@InitiatedBy(RecordPage.class)
public class RecordPageHandler extends FlowLogic<SignedTransaction> {
    private final FlowSession dga;

    public RecordPageHandler(FlowSession dga) {
        this.dga = dga;
    }

    @Suspendable
    @Override
    public SignedTransaction call() throws FlowException {
        SignedTransaction signed = subFlow(new SignWhenReviewed(dga));
        return subFlow(new ReceiveFinalityFlow(dga, signed.getId()));
    }

    private static final class SignWhenReviewed extends SignTransactionFlow {
        private final FlowSession dga;

        SignWhenReviewed(FlowSession dga) {
            super(dga);
            this.dga = dga;
        }

        @Suspendable
        @Override
        protected void checkTransaction(SignedTransaction proposed) throws FlowException {
            LedgerPage page =
                    ProposedPage.check(proposed, LedgerPageContract.Commands.Record.class, dga, getOurIdentity());
            String[] name = page.getChain().getExternalId().split("/", 2);
            StateAndRef<LedgerPage> newest = Chain.existingHead(getServiceHub(), name[0], name[1]);
            if (!proposed.getInputs().equals(Collections.singletonList(newest.getRef()))) {
                throw new FlowException("PAGE_NOT_NEXT: the page does not follow our newest one.");
            }
            Review review =
                    await(new GatewayReview(getServiceHub().getAppContext().getConfig(), page));
            review.orThrow(page);
        }
    }
}
