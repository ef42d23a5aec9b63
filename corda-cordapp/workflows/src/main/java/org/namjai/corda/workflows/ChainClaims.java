package org.namjai.corda.workflows;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import net.corda.core.flows.StateMachineRunId;
import net.corda.core.node.AppServiceHub;
import net.corda.core.node.services.CordaService;
import net.corda.core.serialization.SingletonSerializeAsToken;

/**
 * Which flow of this node works on which chain. One at a time: two that opened the same chain would fork it, and a
 * caller that asks again for a page still under way should not pile up flows.
 *
 * <p>Not kept over a restart of the node: the notary stops a second page with the same number in any case, and a second
 * opening is stopped by the other party's claims.
 */
@CordaService
public class ChainClaims extends SingletonSerializeAsToken {
    private final ConcurrentMap<String, StateMachineRunId> holders = new ConcurrentHashMap<>();

    public ChainClaims(AppServiceHub unused) {}

    /** Whether the chain is now this flow's; asking twice does no harm. */
    boolean claim(String chain, StateMachineRunId flow) {
        StateMachineRunId holder = holders.putIfAbsent(chain, flow);
        return holder == null || holder.equals(flow);
    }

    void release(String chain, StateMachineRunId flow) {
        holders.remove(chain, flow);
    }
}
