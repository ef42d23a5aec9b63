package org.namjai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.namjai.corda.network.Participant;
import org.namjai.sandbox.demo.Caller;
import org.namjai.sandbox.demo.Callers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has every party hold its own Corda node against its own books, and names the first row that differs. */
@Command(
        name = "ledger",
        description = "Hold every page of every party's node against that party's own books; goes on where a"
                + " verification was broken off.")
final class VerifyLedgerCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/ledger/verification";
    private static final int PAUSE_MILLIS = 500;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Installation installation = Installation.ofThisMachine();
        if (!new RunningSystem(installation).isReady()) {
            throw new CommandFailure("Namjai is not running: start it with ./namjai up.");
        }
        return verify(installation, spec.commandLine().getOut());
    }

    static int verify(Installation installation, PrintWriter out) throws InterruptedException {
        Callers callers = new Callers(installation);
        Map<String, Caller> parties = new LinkedHashMap<>();
        parties.put("The DGA", callers.operator());
        for (Participant bank : installation.banks()) parties.put(bank.nameEn(), callers.bankApp(bank.id()));
        parties.values().forEach(party -> party.post(PATH, null, null));
        List<String> findings = new ArrayList<>();
        for (Map.Entry<String, Caller> party : parties.entrySet()) {
            findings.addAll(conclude(party.getKey(), await(party.getKey(), party.getValue(), out), out));
        }
        if (findings.isEmpty()) {
            out.println("บัญชีแยกประเภทถูกต้อง / The ledger is right on all sides.");
            out.flush();
            return 0;
        }
        throw new CommandFailure("บัญชีแยกประเภทไม่ตรง / THE LEDGER DIFFERS.%n%s"
                .formatted(String.join(System.lineSeparator(), findings)));
    }

    private static JsonNode await(String party, Caller caller, PrintWriter out) throws InterruptedException {
        long told = -1;
        JsonNode run = caller.get(PATH);
        while (run.path("state").asText().equals("running")) {
            long left = sum(run, "pagesLeft");
            if (left != told) {
                out.printf("  %s: %,d of %,d pages to go%n", party, left, sum(run, "newestPage"));
                out.flush();
                told = left;
            }
            Thread.sleep(PAUSE_MILLIS);
            run = caller.get(PATH);
        }
        return run;
    }

    private static List<String> conclude(String party, JsonNode run, PrintWriter out) {
        if (run.path("state").asText().equals("unfinished")) {
            throw new CommandFailure("%s could not finish: %s. Run this again to go on."
                    .formatted(party, run.path("failure").asText()));
        }
        out.printf(
                "  %s: %,d transitions on %,d pages of %d chains, %s%n",
                party,
                sum(run, "transitions"),
                sum(run, "newestPage"),
                run.path("chains").size(),
                run.path("state").asText());
        out.flush();
        List<String> findings = new ArrayList<>();
        run.path("differences").forEach(difference -> findings.add("  " + party + ": " + row(difference)));
        return findings;
    }

    private static String row(JsonNode difference) {
        String transition = difference.path("transition").isNumber()
                ? ", transition " + difference.path("transition").asLong()
                : "";
        return "chain %s/%s, page %d%s: %s"
                .formatted(
                        difference.path("programme").asText(),
                        difference.path("participant").asText(),
                        difference.path("page").asLong(),
                        transition,
                        difference.path("reason").asText());
    }

    private static long sum(JsonNode run, String field) {
        long sum = 0;
        for (JsonNode chain : run.path("chains")) sum += chain.path(field).asLong();
        return sum;
    }
}
