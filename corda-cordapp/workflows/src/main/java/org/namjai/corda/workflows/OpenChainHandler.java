package org.namjai.corda.workflows;

import co.paralleluniverse.fibers.Suspendable;
import net.corda.core.flows.FlowException;
import net.corda.core.flows.FlowLogic;
import net.corda.core.flows.FlowSession;
import net.corda.core.flows.InitiatedBy;
import net.corda.core.flows.ReceiveFinalityFlow;
import net.corda.core.flows.SignTransactionFlow;
import net.corda.core.transactions.SignedTransaction;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.contracts.LedgerPageContract;

/** The participant's side of {@link OpenChain}: a chain is opened by the DGA, with us, and once. */
@InitiatedBy(OpenChain.class)
public class OpenChainHandler extends FlowLogic<SignedTransaction> {
    private final FlowSession dga;

    public OpenChainHandler(FlowSession dga) {
        this.dga = dga;
    }

    @Suspendable
    @Override
    public SignedTransaction call() throws FlowException {
        SignWhenNew signing = new SignWhenNew(dga);
        try {
            SignedTransaction signed = subFlow(signing);
            return subFlow(new ReceiveFinalityFlow(dga, signed.getId()));
        } finally {
            signing.release();
        }
    }

    private static final class SignWhenNew extends SignTransactionFlow {
        private final FlowSession dga;
        private String chain = "";

        SignWhenNew(FlowSession dga) {
            super(dga);
            this.dga = dga;
        }

        @Suspendable
        @Override
        protected void checkTransaction(SignedTransaction proposed) throws FlowException {
            LedgerPage page =
                    ProposedPage.check(proposed, LedgerPageContract.Commands.Open.class, dga, getOurIdentity());
            chain = page.getChain().getExternalId();
            // Until the page is in our vault, nothing else would tell a second opening that there is one.
            if (!getServiceHub().cordaService(ChainClaims.class).claim(chain, getRunId())) {
                throw new FlowException("PAGE_IN_FLIGHT: the chain is being opened.");
            }
            String[] name = chain.split("/", 2);
            if (Chain.head(getServiceHub(), name[0], name[1]) != null) {
                throw new FlowException("PAGE_NOT_NEXT: the chain is open already.");
            }
        }

        void release() {
            getServiceHub().cordaService(ChainClaims.class).release(chain, getRunId());
        }
    }
}
