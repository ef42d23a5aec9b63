package org.namjai.corda.workflows;

import co.paralleluniverse.fibers.Suspendable;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.corda.core.contracts.StateAndRef;
import net.corda.core.contracts.TimeWindow;
import net.corda.core.crypto.SecureHash;
import net.corda.core.flows.CollectSignaturesFlow;
import net.corda.core.flows.FinalityFlow;
import net.corda.core.flows.FlowException;
import net.corda.core.flows.FlowLogic;
import net.corda.core.flows.FlowSession;
import net.corda.core.flows.NotaryException;
import net.corda.core.identity.Party;
import net.corda.core.transactions.SignedTransaction;
import net.corda.core.transactions.TransactionBuilder;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.contracts.LedgerPageContract;

/** Builds, signs, has counter-signed and finalises the transaction that makes one page. */
class FinalisePage extends FlowLogic<SecureHash> {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    /** A slow gateway, and nodes that are started again in the middle; later than this the page is proposed anew. */
    private static final Duration REVIEW_TAKES = Duration.ofMinutes(8);

    /** The page to consume; null when the chain is being opened. */
    private final StateAndRef<LedgerPage> before;

    private final LedgerPage page;
    private final LedgerPageContract.Commands command;
    private final FlowSession participant;

    FinalisePage(
            StateAndRef<LedgerPage> before,
            LedgerPage page,
            LedgerPageContract.Commands command,
            FlowSession participant) {
        this.before = before;
        this.page = page;
        this.command = command;
        this.participant = participant;
    }

    @Suspendable
    @Override
    public SecureHash call() throws FlowException {
        SignedTransaction ours = getServiceHub().signInitialTransaction(build());
        List<FlowSession> sessions = Collections.singletonList(participant);
        SignedTransaction both = subFlow(new CollectSignaturesFlow(ours, sessions));
        try {
            return subFlow(new FinalityFlow(both, sessions)).getId();
        } catch (NotaryException e) {
            throw new FlowException(
                    "PAGE_IN_FLIGHT: another recording on this chain went first, or this one took too long.", e);
        }
    }

    private TransactionBuilder build() throws FlowException {
        List<PublicKey> signers = Arrays.asList(
                page.getDga().getOwningKey(), page.getParticipant().getOwningKey());
        Instant now = getServiceHub().getClock().instant();
        TransactionBuilder builder = new TransactionBuilder(notary())
                .addOutputState(page, LedgerPageContract.ID)
                .addCommand(command, signers)
                .setTimeWindow(TimeWindow.between(now.minus(CLOCKS_DIFFER), now.plus(REVIEW_TAKES)));
        if (before != null) builder.addInputState(before);
        try {
            builder.verify(getServiceHub());
        } catch (Exception e) {
            throw new FlowException("PAGE_UNLAWFUL: " + e.getMessage(), e);
        }
        return builder;
    }

    /** A chain stays with the notary that it began with; a new one takes the network's first, of which there is one. */
    private Party notary() throws FlowException {
        if (before != null) return before.getState().getNotary();
        List<Party> notaries = getServiceHub().getNetworkMapCache().getNotaryIdentities();
        if (notaries.isEmpty()) throw new FlowException("NO_NOTARY: the network map names none.");
        return notaries.get(0);
    }
}
