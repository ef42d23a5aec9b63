package org.namjai.bank.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.corda.client.rpc.CordaRPCClient;
import net.corda.client.rpc.CordaRPCClientConfiguration;
import net.corda.client.rpc.CordaRPCConnection;
import net.corda.client.rpc.RPCException;
import net.corda.core.contracts.StateAndRef;
import net.corda.core.messaging.CordaRPCOps;
import net.corda.core.node.services.Vault;
import net.corda.core.node.services.vault.PageSpecification;
import net.corda.core.node.services.vault.QueryCriteria.LinearStateQueryCriteria;
import net.corda.core.utilities.NetworkHostAndPort;
import org.jspecify.annotations.Nullable;
import org.namjai.corda.contracts.LedgerPage;

/** The bank's own Corda node by RPC, read only; connects when it is first asked and anew after a broken connection. */
final class OwnNode implements AutoCloseable {
    /** Whole pages come back from the vault, some hundreds of kilobytes each. */
    private static final int PAGES_A_QUERY = 50;

    private final NetworkHostAndPort address;
    private final String username;
    private final String password;
    private @Nullable CordaRPCConnection connection;

    OwnNode(String address, String username, String password) {
        this.address = NetworkHostAndPort.parse(address);
        this.username = username;
        this.password = password;
    }

    /** Every page in the node's vault, by programme and number. */
    List<NodePage> pages() {
        var used = connection();
        try {
            return pages(used.getProxy());
        } catch (RPCException e) {
            drop(used);
            throw e;
        }
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

    private synchronized CordaRPCConnection connection() {
        var open = connection;
        if (open == null) {
            // No custom serialisers: an empty set keeps the client from scanning the whole class path for some.
            open = new CordaRPCClient(address, CordaRPCClientConfiguration.DEFAULT, Set.of()).start(username, password);
            connection = open;
        }
        return open;
    }

    private synchronized void drop(CordaRPCConnection broken) {
        if (broken == connection) {
            connection = null;
            broken.forceClose();
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.forceClose();
            connection = null;
        }
    }
}
