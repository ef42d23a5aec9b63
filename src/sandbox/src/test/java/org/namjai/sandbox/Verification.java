package org.namjai.sandbox;

import java.io.PrintWriter;

/** The operator's proofs, for tests of other packages. */
public final class Verification {
    private Verification() {}

    public static int ofLedger(Installation installation, PrintWriter out) throws InterruptedException {
        return VerifyLedgerCommand.verify(installation, out);
    }

    public static int ofBooks(Installation installation, PrintWriter out) throws InterruptedException {
        return VerifyCommand.BooksCommand.verify(installation, out);
    }
}
