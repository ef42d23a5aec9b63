package org.namjai.bank.ledger;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this bank takes part in the ledger.
 *
 * @param rpcAddress host:port of the bank's own node's RPC; absent means that its vault can't be shown
 * @param rpcUsername the node's RPC user
 * @param rpcPassword that user's password
 * @param keyset file of the bank's private Tink hybrid keyset (JSON); absent means that no page is reviewed
 * @param reviewToken what the bank's own node shows when it asks for a review; absent means that nobody may ask
 */
@ConfigurationProperties("namjai.ledger")
record BankLedgerSettings(
        @Nullable String rpcAddress,
        @DefaultValue("") String rpcUsername,
        @DefaultValue("") String rpcPassword,
        @Nullable Path keyset,
        @Nullable String reviewToken) {

    @Override
    public String toString() {
        return "BankLedgerSettings[rpcAddress=" + rpcAddress + "]";
    }
}
