package org.namjai.bank.planted;

import net.corda.core.crypto.SecureHash;

/** Breaks the rule on purpose, so that the rule is known to bite. */
public final class TalksToCorda {
    private TalksToCorda() {}

    public static SecureHash hash() {
        return SecureHash.zeroHash;
    }
}
