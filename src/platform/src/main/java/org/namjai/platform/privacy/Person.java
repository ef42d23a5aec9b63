package org.namjai.platform.privacy;

import org.namjai.platform.shared.Pseudonym;

/** Somebody whose key is at hand, for as long as a piece of work takes; never kept longer, for it may be destroyed. */
public final class Person {
    private final Pseudonym pseudonym;
    private final Vault vault;

    Person(Pseudonym pseudonym, byte[] key) {
        this.pseudonym = pseudonym;
        this.vault = Vault.under(key);
    }

    public Pseudonym pseudonym() {
        return pseudonym;
    }

    Vault vault() {
        return vault;
    }

    /**
     * Seals personal data under the person's key.
     *
     * @param context what the data belongs to (a table and row, for instance); opening needs the same
     */
    public byte[] seal(String plaintext, String context) {
        return vault.seal(plaintext, context);
    }

    /** Opens what {@link #seal} made with the same context. */
    public String open(byte[] sealed, String context) {
        return vault.open(sealed, context);
    }
}
