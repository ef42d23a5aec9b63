package org.namjai.corda.workflows;

import java.util.Collections;
import java.util.List;
import net.corda.core.contracts.StateAndRef;
import net.corda.core.contracts.UniqueIdentifier;
import net.corda.core.flows.FlowException;
import net.corda.core.node.ServiceHub;
import net.corda.core.node.services.Vault;
import net.corda.core.node.services.vault.QueryCriteria.LinearStateQueryCriteria;
import net.corda.core.transactions.SignedTransaction;
import org.namjai.corda.contracts.LedgerPage;

/** Pages of a chain as this node's vault and transaction store hold them. */
final class Chain {
    private Chain() {}

    /** The newest page, or null when the chain was never opened. */
    static StateAndRef<LedgerPage> head(ServiceHub services, String programme, String participantId)
            throws FlowException {
        UniqueIdentifier chain = LedgerPage.chainOf(programme, participantId);
        LinearStateQueryCriteria newest = new LinearStateQueryCriteria(
                null, Collections.singletonList(chain), Vault.StateStatus.UNCONSUMED, null);
        List<StateAndRef<LedgerPage>> heads =
                services.getVaultService().queryBy(LedgerPage.class, newest).getStates();
        if (heads.size() > 1) {
            throw new FlowException(
                    "CHAIN_FORKED: " + chain.getExternalId() + " has " + heads.size() + " newest pages.");
        }
        return heads.isEmpty() ? null : heads.get(0);
    }

    static StateAndRef<LedgerPage> existingHead(ServiceHub services, String programme, String participantId)
            throws FlowException {
        StateAndRef<LedgerPage> head = head(services, programme, participantId);
        if (head == null) throw new FlowException("PAGE_NOT_NEXT: the chain is not open.");
        return head;
    }

    /** The page with this number, at or before {@code newest}: walks back, for the number of a page is not indexed. */
    static StateAndRef<LedgerPage> pageBefore(ServiceHub services, StateAndRef<LedgerPage> newest, long number)
            throws FlowException {
        StateAndRef<LedgerPage> page = newest;
        while (page.getState().getData().getNumber() > number) {
            page = outputOf(services, page.getState().getData());
        }
        return page;
    }

    private static StateAndRef<LedgerPage> outputOf(ServiceHub services, LedgerPage after) throws FlowException {
        SignedTransaction before = services.getValidatedTransactions().getTransaction(after.getPreviousTransaction());
        if (before == null) {
            throw new FlowException("CHAIN_BROKEN: this node lacks the page before " + after.getNumber() + ".");
        }
        return before.getTx().outRef(0);
    }
}
