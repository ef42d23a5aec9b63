package org.namjai.bank.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.corda.core.contracts.StateAndRef;
import net.corda.core.messaging.CordaRPCOps;
import net.corda.core.node.services.Vault;
import net.corda.core.node.services.vault.PageSpecification;
import net.corda.core.node.services.vault.QueryCriteria.LinearStateQueryCriteria;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.reader.RemoteNode;

/** What the bank's own node holds, to look at. */
final class NodePages {
    /** Whole pages come back from the vault, some hundreds of kilobytes each. */
    private static final int PAGES_A_QUERY = 50;

    private NodePages() {}

    /** Every page in the node's vault, by programme and number. */
    static List<NodePage> of(RemoteNode node) {
        return node.ask(NodePages::pages);
    }

    private static List<NodePage> pages(CordaRPCOps node) {
        var all = new LinearStateQueryCriteria(null, null, null, Vault.StateStatus.ALL);
        var pages = new ArrayList<NodePage>();
        int asked = 0;
        List<StateAndRef<LedgerPage>> found;
        do {
            asked++;
            found = node.vaultQueryByWithPagingSpec(LedgerPage.class, all, new PageSpecification(asked, PAGES_A_QUERY))
                    .getStates();
            found.forEach(page -> pages.add(view(page)));
        } while (found.size() == PAGES_A_QUERY);
        pages.sort(Comparator.comparing(NodePage::programme).thenComparing(NodePage::number));
        return pages;
    }

    private static NodePage view(StateAndRef<LedgerPage> recorded) {
        var page = recorded.getState().getData();
        var t = page.getTotals();
        return new NodePage(
                page.getProgramme(),
                page.getNumber(),
                page.getFirstTransition(),
                page.getTransitions(),
                page.getMerkleRoot().toString(),
                recorded.getRef().getTxhash().toString(),
                new ChainTotals(
                        t.getCommitted(),
                        t.getDisbursed(),
                        t.getSpent(),
                        t.getReversed(),
                        t.getReturned(),
                        t.getSettled()));
    }
}
