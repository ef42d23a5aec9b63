package org.namjai.corda.reader;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.corda.client.rpc.CordaRPCClient;
import net.corda.client.rpc.CordaRPCClientConfiguration;
import net.corda.client.rpc.CordaRPCConnection;
import net.corda.client.rpc.RPCException;
import net.corda.core.contracts.StateAndRef;
import net.corda.core.contracts.UniqueIdentifier;
import net.corda.core.crypto.SecureHash;
import net.corda.core.messaging.CordaRPCOps;
import net.corda.core.node.services.Vault;
import net.corda.core.node.services.vault.PageSpecification;
import net.corda.core.node.services.vault.QueryCriteria.LinearStateQueryCriteria;
import net.corda.core.transactions.SignedTransaction;
import net.corda.core.utilities.NetworkHostAndPort;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.namjai.corda.contracts.LedgerPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One's own Corda node by RPC: connects when it is first asked, and anew after a broken connection. */
public final class RemoteNode implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RemoteNode.class);

    private final NetworkHostAndPort address;
    private final String username;
    private final String password;
    private @Nullable CordaRPCConnection connection;

    /** @param address host:port of the node's RPC */
    public RemoteNode(String address, String username, String password) {
        this.address = NetworkHostAndPort.parse(address);
        this.username = username;
        this.password = password;
    }

    /**
     * The newest page of one chain, or null when the node knows no such chain.
     *
     * @throws NodeUnreachableException when the node does not answer
     */
    public @Nullable StateAndRef<LedgerPage> newest(UniqueIdentifier chain) {
        var unconsumed = new LinearStateQueryCriteria(null, List.of(chain), Vault.StateStatus.UNCONSUMED, null);
        List<StateAndRef<LedgerPage>> heads = ask(
                node -> node.vaultQueryByCriteria(unconsumed, LedgerPage.class).getStates());
        if (heads.size() > 1) {
            throw new IllegalStateException(
                    "chain " + chain.getExternalId() + " has " + heads.size() + " newest pages");
        }
        return heads.isEmpty() ? null : heads.get(0);
    }

    /** The newest pages of all chains; {@code number} from 0, null after the last. */
    public @Nullable StateAndRef<LedgerPage> newest(int number) {
        var unconsumed = new LinearStateQueryCriteria(null, null, Vault.StateStatus.UNCONSUMED, null);
        // One by one: a page may have megabytes.
        var found = ask(node -> node.vaultQueryByWithPagingSpec(
                        LedgerPage.class, unconsumed, new PageSpecification(number + 1, 1))
                .getStates());
        return found.isEmpty() ? null : found.get(0);
    }

    /** A verified transaction as the node's own store holds it, or null. */
    @SuppressWarnings("deprecation") // the only call that gives a whole transaction with its signatures
    public @Nullable SignedTransaction transaction(SecureHash id) {
        return ask(node -> node.internalFindVerifiedTransaction(id));
    }

    /**
     * Asks the node. A question that meets a connection broken since the last one (a node that was restarted) is
     * asked once more over a new connection: it has to be safe to repeat.
     *
     * @throws NodeUnreachableException when it does not answer
     */
    public <T> T ask(Function<CordaRPCOps, T> question) {
        var kept = kept();
        if (kept != null) {
            try {
                return askOver(kept, question);
            } catch (NodeUnreachableException e) {
                log.info("The connection to the node at {} broke: connecting anew", address);
            }
        }
        return askOver(null, question);
    }

    /** @param kept null: over a new connection */
    private <T> T askOver(@Nullable CordaRPCConnection kept, Function<CordaRPCOps, T> question) {
        var used = kept;
        try {
            if (used == null) used = connection();
            return question.apply(used.getProxy());
        } catch (Exception e) { // Kotlin throws checked exceptions it does not declare
            if (isConnectionLost(e)) {
                drop(used);
                throw new NodeUnreachableException(e);
            }
            throw e;
        }
    }

    private synchronized @Nullable CordaRPCConnection kept() {
        return connection;
    }

    private static boolean isConnectionLost(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof RPCException || e instanceof ActiveMQException) return true;
        }
        return false;
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

    private synchronized void drop(@Nullable CordaRPCConnection broken) {
        if (broken != null && broken == connection) {
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
