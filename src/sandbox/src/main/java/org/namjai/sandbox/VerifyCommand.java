package org.namjai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.namjai.sandbox.demo.Caller;
import org.namjai.sandbox.demo.Callers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Proofs on the running system. */
@Command(
        name = "verify",
        description = "Prove the running system's records; the first wrong row is named.",
        subcommands = {VerifyCommand.BooksCommand.class, VerifyLedgerCommand.class, VerifyReceiptCommand.class})
final class VerifyCommand implements Callable<Integer> {
    private static final int PAUSE_MILLIS = 300;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandFailure("Say what to verify: ./namjai verify books | ledger | receipt FILE.");
    }

    /** Has the platform prove its books, shows how far it is, and says what came out. */
    @Command(
            name = "books",
            description = "Recompute every balance from the transfers and check every law of the books.")
    static final class BooksCommand implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private VerifyCommand parent;

        @Override
        public Integer call() throws InterruptedException {
            PrintWriter out = parent.spec.commandLine().getOut();
            Installation installation = Installation.ofThisMachine();
            if (!new RunningSystem(installation).isReady()) {
                throw new CommandFailure("Namjai is not running: start it with ./namjai up.");
            }
            return verify(installation, out);
        }

        static int verify(Installation installation, PrintWriter out) throws InterruptedException {
            Caller operator = new Callers(installation).operator();
            JsonNode run = operator.post("/api/v1/books/verification", null, null);
            int shown = 0;
            while (run.path("state").asText().equals("running")) {
                shown = show(run.path("doing"), shown, out);
                Thread.sleep(PAUSE_MILLIS);
                run = operator.get("/api/v1/books/verification");
            }
            show(run.path("doing"), shown, out);
            return conclude(run, out);
        }

        /** Each law that was reached since the last look. */
        private static int show(JsonNode doing, int shown, PrintWriter out) {
            int step = doing.path("step").asInt();
            if (step > shown) {
                out.printf(
                        "  %d of %d: %s%n",
                        step, doing.path("steps").asInt(), doing.path("law").asText());
                out.flush();
            }
            return Math.max(step, shown);
        }

        private static int conclude(JsonNode run, PrintWriter out) {
            switch (run.path("state").asText()) {
                case "clean" -> {
                    out.printf(
                            "บัญชีถูกต้อง / The books are right: %,d transfers on %,d accounts.%n",
                            run.path("transfers").asLong(), run.path("accounts").asLong());
                    out.flush();
                    return 0;
                }
                case "broken" -> {
                    JsonNode finding = run.path("finding");
                    throw new CommandFailure(String.format(
                            "บัญชีผิด / THE BOOKS ARE WRONG. Broken law: %s.%n  First wrong row: %s%n  should be: %s%n  is:        %s",
                            finding.path("law").asText(),
                            finding.path("row").asText(),
                            finding.path("expected").asText(),
                            finding.path("found").asText()));
                }
                default ->
                    throw new CommandFailure("The proof could not be finished; ./namjai logs platform says why.");
            }
        }
    }
}
