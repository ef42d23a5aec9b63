package org.namjai.platform.ledger;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the ledger is reached and how pages are cut.
 *
 * @param enabled false keeps the publisher off whatever else is set
 * @param rpcAddress host:port of the DGA node's RPC; absent means that the publisher is idle
 * @param rpcUsername the node's RPC user
 * @param rpcPassword that user's password
 * @param keyset file of the DGA's private Tink hybrid keyset (JSON)
 * @param pageSize most transitions on one page
 * @param pageAge a page that is not full is cut when its oldest transition is this old
 * @param poll how often the books are looked at for new transitions
 * @param flowTimeout how long one page may take before it is tried again
 * @param retryFrom first pause after a failure; doubles up to {@code retryTo}
 * @param retryTo longest pause between two tries
 * @param unknownFailures tries after failures of a kind nobody foresaw, before the chain is stopped
 * @param chainsAtOnce chains published side by side
 */
@ConfigurationProperties("namjai.ledger")
record LedgerSettings(
        @DefaultValue("true") boolean enabled,
        @Nullable String rpcAddress,
        @DefaultValue("") String rpcUsername,
        @DefaultValue("") String rpcPassword,
        @Nullable Path keyset,
        @DefaultValue("5000") int pageSize,
        @DefaultValue("2s") Duration pageAge,
        @DefaultValue("250ms") Duration poll,
        @DefaultValue("60s") Duration flowTimeout,
        @DefaultValue("500ms") Duration retryFrom,
        @DefaultValue("30s") Duration retryTo,
        @DefaultValue("8") int unknownFailures,
        @DefaultValue("2") int chainsAtOnce) {

    /** Whether there is a node to publish to. */
    boolean configured() {
        return enabled && rpcAddress != null && !rpcAddress.isBlank();
    }

    /** The address of the node, only when {@link #configured()}. */
    String address() {
        if (rpcAddress == null || !configured()) {
            throw new IllegalStateException("namjai.ledger.rpc-address is not set");
        }
        return rpcAddress;
    }

    @Override
    public String toString() {
        return "LedgerSettings[rpcAddress=" + rpcAddress + ", pageSize=" + pageSize + ", pageAge=" + pageAge + "]";
    }
}
