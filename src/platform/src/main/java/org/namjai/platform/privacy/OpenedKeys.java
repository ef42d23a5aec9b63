package org.namjai.platform.privacy;

import java.util.HashMap;
import java.util.Map;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** People's keys that one transaction has opened; forgotten when it ends, and never seen by another. */
final class OpenedKeys implements TransactionSynchronization {
    private final Map<Pseudonym, Vault> vaults = new HashMap<>();

    static Map<Pseudonym, Vault> ofThisTransaction() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) return new HashMap<>();
        for (TransactionSynchronization other : TransactionSynchronizationManager.getSynchronizations()) {
            if (other instanceof OpenedKeys known) return known.vaults;
        }
        var fresh = new OpenedKeys();
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh.vaults;
    }
}
