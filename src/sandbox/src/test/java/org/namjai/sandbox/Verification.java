package org.namjai.sandbox;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The operator's proofs, for tests of other packages. */
public final class Verification {
    private Verification() {}

    public static int ofLedger(Installation installation, PrintWriter out) throws InterruptedException {
        return VerifyLedgerCommand.verify(installation, out);
    }

    public static int ofReceipt(Installation installation, Path file, @Nullable String node, PrintWriter out) {
        return VerifyReceiptCommand.verify(installation, file, node, out);
    }

    public static int ofBooks(Installation installation, PrintWriter out) throws InterruptedException {
        return VerifyCommand.BooksCommand.verify(installation, out);
    }
}
